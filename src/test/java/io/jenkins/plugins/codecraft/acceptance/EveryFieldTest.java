package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.codecraft.jenkins.FolderDefaults;
import io.jenkins.plugins.codecraft.jenkins.OperationBuilder;
import io.jenkins.plugins.codecraft.jenkins.OperationPublisher;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kohsuke.stapler.DataBoundConstructor;

/** What is proven with the forms of {@code every-field.xml} is proven for every field that there is. */
class EveryFieldTest {
    private static final String ROOT = "io.jenkins.plugins.codecraft";

    private final Map<Class<?>, Set<String>> filled = new HashMap<>();

    EveryFieldTest() throws ReflectiveOperationException {
        for (EveryField each : EveryField.all()) {
            SavedXml step = each.step();
            visit(step, Class.forName(step.type().orElseThrow()));
        }
    }

    @Test
    void every_step_and_all_that_steps_hold_are_there() {
        assertThat(filled.keySet()).containsAll(describables());
    }

    @TestFactory
    Stream<DynamicTest> every_field_is_filled() {
        return describables().stream()
                .map(type -> dynamicTest(type.getName(), () -> assertThat(filled.getOrDefault(type, Set.of()))
                        .containsAll(fields(type).stream().map(Field::getName).toList())));
    }

    @Test
    void no_two_forms_have_one_name() {
        assertThat(EveryField.all()).extracting(EveryField::label).doesNotHaveDuplicates();
    }

    /** Fails if there is no such field. */
    private void visit(SavedXml object, Class<?> type) throws ReflectiveOperationException {
        for (SavedXml child : object.children()) {
            Field field = fields(type).stream()
                    .filter(each -> each.getName().equals(child.name()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(type.getName() + " has no field " + child.name()));
            boolean leftAlone = field.getType() == boolean.class && child.text().equals("false");
            if (!leftAlone) {
                filled.computeIfAbsent(type, any -> new TreeSet<>()).add(child.name());
            }
            if (child.isList() && !child.isTexts()) {
                for (SavedXml item : child.children()) {
                    visit(item, Class.forName(item.name()));
                }
            } else if (!child.isText() && !child.isMap() && !child.isTexts()) {
                String said = child.type().orElse(field.getType().getName());
                visit(child, Class.forName(said));
            }
        }
    }

    private static List<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(
                        type, each -> each != null && each.getName().startsWith(ROOT), Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .toList();
    }

    /** All that a script or a form can make, apart from build steps, which hold a step and nothing else. */
    private static List<Class<?>> describables() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT).stream()
                        .map(JavaClass::reflect)
                        .filter(EveryFieldTest::isBound)
                        .filter(type -> !OperationBuilder.class.isAssignableFrom(type))
                        .filter(type -> !OperationPublisher.class.isAssignableFrom(type))
                        .filter(type -> type != FolderDefaults.class)
                        .<Class<?>>map(type -> type)
                        .toList();
    }

    private static boolean isBound(Class<?> type) {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                return true;
            }
        }
        return false;
    }
}
