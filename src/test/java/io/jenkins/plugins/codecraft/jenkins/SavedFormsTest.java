package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.security.AnyTypePermission;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Describable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What Jenkins writes into a {@code config.xml}, and reads from it. */
class SavedFormsTest {
    private static final List<Class<?>> DESCRIBABLES = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.jenkins.plugins.codecraft")
                    .stream()
                    .filter(type -> type.isAssignableTo(Describable.class) || type.isAssignableTo(OperationStep.class))
                    .map(JavaClass::reflect)
                    .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                    .filter(type -> type != CodeCraftConfiguration.class)
                    .<Class<?>>map(type -> type)
                    .toList();

    private final XStream xml = new XStream();

    SavedFormsTest() {
        xml.addPermission(AnyTypePermission.ANY);
    }

    @Test
    void there_is_something_to_save() {
        assertThat(DESCRIBABLES).hasSizeGreaterThan(30);
    }

    @TestFactory
    Stream<DynamicTest> what_is_saved_is_plain_and_comes_back() {
        return DESCRIBABLES.stream()
                .map(type -> dynamicTest(type.getName(), () -> {
                    Object filled = filled(type);
                    String saved = xml.toXML(filled);

                    assertThat(saved)
                            .doesNotContain("java.util.Coll")
                            .doesNotContain("java.util.Immutable")
                            .doesNotContain("java.util.Collections")
                            .doesNotContain("resolves-to");
                    assertThat(xml.toXML(xml.fromXML(saved))).isEqualTo(saved);
                }));
    }

    /** An object of the type with something in all that can be set. */
    private static Object filled(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = Arrays.stream(type.getConstructors())
                .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow();
        Object object = constructor.newInstance(values(constructor.getGenericParameterTypes()));
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                method.invoke(object, values(method.getGenericParameterTypes()));
            }
        }
        return object;
    }

    private static Object[] values(Type[] types) throws ReflectiveOperationException {
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(types[i]);
        }
        return values;
    }

    /** Lists and maps as a program may well have them. */
    private static Object value(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return List.of(value(generic.getActualTypeArguments()[0]));
        }
        if (type == Map.class) {
            return Map.of("key", List.of("value"));
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return 7;
        }
        if (type == String.class || type == Object.class) {
            return type == String.class ? "text" : Map.of("modelArtifacts", "s3://models/model.tar.gz");
        }
        return filled(concrete((Class<?>) type));
    }

    private static Class<?> concrete(Class<?> type) {
        return DESCRIBABLES.stream()
                .filter(type::isAssignableFrom)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is a " + type));
    }
}
