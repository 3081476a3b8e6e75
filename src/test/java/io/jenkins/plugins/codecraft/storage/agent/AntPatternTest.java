package io.jenkins.plugins.codecraft.storage.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.tools.ant.DirectoryScanner;
import org.apache.tools.ant.types.selectors.SelectorUtils;

/** Apache Ant itself says what is right. */
class AntPatternTest {

    @Property(tries = 5000)
    void a_pattern_matches_what_it_matches_in_ant(@ForAll("patterns") String pattern, @ForAll("paths") String path) {
        // Ant's scanner, not its matcher, reads a slash at the end as "everything below".
        String full = pattern.endsWith("/") ? pattern + "**" : pattern;

        assertThat(matches(pattern, path)).isEqualTo(SelectorUtils.matchPath(full, path, true));
    }

    @Property(tries = 5000)
    void a_folder_is_entered_if_something_below_it_matches(
            @ForAll("patterns") String pattern, @ForAll("paths") String folder, @ForAll("paths") String below) {
        boolean matches = matches(pattern, folder + "/" + below);

        assertThat(!matches || AntPattern.of(pattern).mightMatchBelow(AntPattern.names(folder)))
                .isTrue();
    }

    @Property(tries = 5000)
    void a_folder_is_passed_over_only_if_everything_below_it_is_excluded(
            @ForAll("patterns") String pattern, @ForAll("paths") String folder, @ForAll("paths") String below) {
        boolean all = AntPattern.of(pattern).matchesAllBelow(AntPattern.names(folder));

        assertThat(!all || matches(pattern, folder + "/" + below)).isTrue();
    }

    @Example
    void the_default_excludes_are_those_of_ant() {
        for (String pattern : DirectoryScanner.getDefaultExcludes()) {
            String example = pattern.replace("**/", "a/").replace("/**", "/b").replace("*", "x");

            assertThat(Selection.of(List.of(), List.of()).matcher().selects(example))
                    .as(example)
                    .isFalse();
        }
        assertThat(Selection.of(List.of(), List.of()).matcher().selects("a/b.csv"))
                .isTrue();
    }

    @Example
    void a_file_is_selected_when_an_include_and_no_exclude_matches() {
        Selection.Matcher matcher =
                Selection.of(List.of("**/*.csv", "docs/"), List.of("**/tmp/**")).matcher();

        assertThat(List.of("a.csv", "b/a.csv", "docs/x/y", "tmp/a.csv", "b/tmp/a.csv", "a.txt"))
                .filteredOn(matcher::selects)
                .containsExactly("a.csv", "b/a.csv", "docs/x/y");
    }

    private static boolean matches(String pattern, String path) {
        return AntPattern.of(pattern).matches(AntPattern.names(path));
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> names = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        3,
                        Arbitraries.strings().withChars("ab*?").ofMinLength(1).ofMaxLength(3)),
                net.jqwik.api.Tuple.of(2, Arbitraries.just("**")));
        return Arbitraries.of("", "", "", "/")
                .flatMap(end -> names.list().ofMinSize(1).ofMaxSize(5).map(list -> String.join("/", list) + end));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("ab")
                .ofMinLength(1)
                .ofMaxLength(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(list -> String.join("/", list));
    }
}
