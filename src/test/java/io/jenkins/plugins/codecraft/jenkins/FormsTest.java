package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Descriptor;
import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Each parameter that Jenkins can set has a field in a form, and a help text. */
class FormsTest {
    private static final List<Class<?>> FORMS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.jenkins.plugins.codecraft")
                    .stream()
                    .map(JavaClass::reflect)
                    .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                    .filter(type -> !parameters(type).isEmpty())
                    .<Class<?>>map(type -> type)
                    .toList();

    @Test
    void there_are_forms_to_look_at() {
        assertThat(FORMS).hasSizeGreaterThanOrEqualTo(8).contains(CodeCraftConfiguration.class, AwsAccess.class);
    }

    @TestFactory
    Stream<DynamicTest> every_field_has_a_help_text() {
        return fields((form, field) -> assertThat(find(form, "help-" + field + ".html"))
                .as("help-" + field + ".html of " + form.getName())
                .hasValueSatisfying(help -> assertThat(help.strip())
                        .startsWith("<div>")
                        .endsWith("</div>")
                        .hasSizeGreaterThan(40)));
    }

    @TestFactory
    Stream<DynamicTest> every_parameter_has_a_field() {
        return fields((form, field) -> assertThat(jelly(form)).contains("field=\"" + field + "\""));
    }

    /** Jenkins restores objects without calling a constructor, and leaves out what was not saved. */
    @TestFactory
    Stream<DynamicTest> a_field_that_an_older_version_did_not_save_gets_its_default() {
        return FORMS.stream()
                .filter(form -> form != CodeCraftConfiguration.class)
                .map(form -> dynamicTest(form.getName(), () -> {
                    Object restored = restoredFromNothing(form);
                    Object fresh = fresh(form);
                    for (String parameter : parameters(form)) {
                        Method getter = getter(form, parameter);
                        assertThat(getter.invoke(restored))
                                .as(parameter)
                                .usingRecursiveComparison()
                                .isEqualTo(getter.invoke(fresh));
                    }
                }));
    }

    private static Object restoredFromNothing(Class<?> type) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object instance = factory.getMethod("getReflectionFactory").invoke(null);
        Constructor<?> bare =
                (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                        .invoke(instance, type, Object.class.getConstructor());
        return bare.newInstance();
    }

    private static Object fresh(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = Arrays.stream(type.getConstructors())
                .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow();
        return constructor.newInstance(new Object[constructor.getParameterCount()]);
    }

    private static Method getter(Class<?> type, String parameter) throws NoSuchMethodException {
        String end = parameter.substring(0, 1).toUpperCase(Locale.ROOT) + parameter.substring(1);
        try {
            return type.getMethod("get" + end);
        } catch (NoSuchMethodException none) {
            return type.getMethod("is" + end);
        }
    }

    @TestFactory
    Stream<DynamicTest> no_help_text_is_left_of_a_field_that_is_gone() throws IOException, URISyntaxException {
        return pages().filter(page -> page.getFileName().toString().matches("help-.*\\.html"))
                .map(page -> dynamicTest(page.getFileName() + " of " + page.getParent(), () -> {
                    String field = page.getFileName()
                            .toString()
                            .replaceFirst("help-", "")
                            .replaceFirst("\\.html$", "");
                    assertThat(parameters(type(page.getParent()))).contains(field);
                }));
    }

    @TestFactory
    Stream<DynamicTest> no_page_has_a_script_or_a_style_in_it() throws IOException, URISyntaxException {
        return pages().map(page -> dynamicTest(page.toString(), () -> assertThat(Files.readString(page))
                .doesNotContainIgnoringCase("<script")
                .doesNotContainIgnoringCase("javascript:")
                .doesNotContainPattern("(?i)\\s(on[a-z]+|style)\\s*=")));
    }

    @TestFactory
    Stream<DynamicTest> every_form_escapes_what_it_shows() throws IOException, URISyntaxException {
        return pages().filter(page -> page.toString().endsWith(".jelly"))
                .map(page -> dynamicTest(page.toString(), () -> assertThat(Files.readString(page))
                        .startsWith("<?jelly escape-by-default='true'?>")));
    }

    @TestFactory
    Stream<DynamicTest> every_descriptor_has_a_name_to_show() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.jenkins.plugins.codecraft")
                        .stream()
                        .filter(type -> type.isAssignableTo(Descriptor.class))
                        .map(JavaClass::reflect)
                        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                        .map(type -> dynamicTest(type.getName(), () -> assertThat(
                                        ((Descriptor<?>) type.getConstructor().newInstance()).getDisplayName())
                                .isNotBlank()));
    }

    private interface Check {
        void of(Class<?> form, String field);
    }

    private static Stream<DynamicTest> fields(Check check) {
        return FORMS.stream().flatMap(form -> parameters(form).stream()
                .map(field -> dynamicTest(form.getName() + "." + field, () -> check.of(form, field))));
    }

    private static Set<String> parameters(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters())
                        .map(Parameter::getName)
                        .forEach(names::add);
            }
        }
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                names.add(Introspector.decapitalize(method.getName().substring(3)));
            }
        }
        if (OperationBuilder.class.isAssignableFrom(type) || OperationPublisher.class.isAssignableFrom(type)) {
            names.remove("step"); // whose form it shows
        }
        return names;
    }

    /** The form, with what the forms of its superclasses put in. */
    private static String jelly(Class<?> form) {
        String config = find(form, "config.jelly").orElseThrow();
        for (Map.Entry<String, Class<?>> included : Map.<String, Class<?>>of(
                        "aws.jelly", OperationStep.class,
                        "expect.jelly", InvokeTarget.class,
                        "shared.jelly", DeployTarget.class,
                        "rollout.jelly", DeployTarget.class)
                .entrySet()) {
            if (config.contains("page=\"" + included.getKey() + "\"")) {
                config += find(included.getValue(), included.getKey()).orElseThrow();
            }
        }
        return config;
    }

    private static Optional<String> find(Class<?> type, String page) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            String path = owner.getName().replace('.', '/').replace('$', '/') + "/" + page;
            try (InputStream stream = FormsTest.class.getClassLoader().getResourceAsStream(path)) {
                if (stream != null) {
                    return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
        return Optional.empty();
    }

    private static Class<?> type(Path folder) throws ReflectiveOperationException, URISyntaxException {
        return Class.forName(classes().relativize(folder).toString().replace('/', '.'));
    }

    private static Stream<Path> pages() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(classes())) {
            return files.filter(file -> file.toString().matches(".*\\.(jelly|html)")).toList().stream();
        }
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(OperationStep.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
