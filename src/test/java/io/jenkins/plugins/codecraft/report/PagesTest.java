package io.jenkins.plugins.codecraft.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What goes for every page of the plugin, and for what the remote API tells. */
class PagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Set<Class<?>> PLAIN =
            Set.of(String.class, boolean.class, int.class, long.class, double.class, Double.class, Object.class);

    @TestFactory
    Stream<DynamicTest> a_page_escapes_what_it_shows_and_holds_no_script_and_no_style() throws IOException {
        return pages(".jelly")
                .map(page -> dynamicTest(page.toString(), () -> {
                    String text = Files.readString(page);
                    assertThat(text).startsWith("<?jelly escape-by-default='true'?>");
                    assertThat(text)
                            .doesNotContainIgnoringCase("<script")
                            .doesNotContainIgnoringCase("javascript:")
                            .doesNotContain("j:out")
                            .doesNotContain("escapeText")
                            .doesNotContain("h.rawHtml")
                            .doesNotContainPattern("\\sstyle=")
                            .doesNotContainPattern("\\son[a-z]+=");
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_script_puts_no_text_together_as_markup() throws IOException {
        return pages(".js")
                .map(page -> dynamicTest(page.toString(), () -> assertThat(Files.readString(page))
                        .doesNotContain("innerHTML")
                        .doesNotContain("insertAdjacentHTML")
                        .doesNotContain("document.write")
                        .doesNotContain("eval(")
                        .doesNotContain("setInterval")));
    }

    @Test
    void the_pages_of_builds_and_jobs_are_among_them() throws IOException {
        assertThat(pages(""))
                .anyMatch(page -> page.endsWith("BuildReport/body.jelly"))
                .anyMatch(page -> page.endsWith("Trend/floatingBox.jelly"))
                .anyMatch(page -> page.endsWith("report/page.js"));
    }

    @Test
    void a_script_and_a_style_go_with_the_page_under_the_name_that_it_asks_for() throws IOException {
        try (InputStream script = BuildReport.class.getResourceAsStream("page.js");
                InputStream page = BuildReport.class.getResourceAsStream("BuildReport/index.jelly")) {
            assertThat(script).isNotNull();
            assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("includes=\"" + BuildReport.class.getPackageName() + ".page\"");
        }
    }

    @TestFactory
    Stream<DynamicTest> what_the_remote_api_tells_is_plain() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(BuildReport.class.getPackageName())
                        .stream()
                        .map(JavaClass::reflect)
                        .filter(type -> type.isAnnotationPresent(ExportedBean.class))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Exported.class))
                        .map(method -> dynamicTest(method.toString(), () -> assertTellable(method)));
    }

    private static void assertTellable(Method method) {
        assertThat(Modifier.isPublic(method.getModifiers())).isTrue();
        assertThat(Modifier.isPublic(method.getDeclaringClass().getModifiers())).isTrue();
        assertThat(method.getParameterCount()).isZero();
        Type type = method.getGenericReturnType();
        Class<?> told = type instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : method.getReturnType();
        assertThat(PLAIN.contains(told) || told.isEnum() || told.isAnnotationPresent(ExportedBean.class))
                .as("%s is plain", told)
                .isTrue();
    }

    private static Stream<Path> pages(String end) throws IOException {
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            return all.filter(path -> path.toString().endsWith(end)).toList().stream();
        }
    }
}
