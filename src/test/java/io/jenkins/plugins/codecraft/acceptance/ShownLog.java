package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The lines of a training's log on the console of a build. */
record ShownLog(List<String> console) {
    /** What the plugin says before it may show lines again that a crash kept it from remembering. */
    static final String MARK = "[CodeCraft] Resumed";

    /** All lines are there, in order; one that is there again comes after the mark. */
    void assertShowsAll(String of, List<String> lines) {
        assertThat(console).as("console of %s", of).containsAll(lines);
        List<String> unmarked = new ArrayList<>();
        List<String> firsts = new ArrayList<>();
        boolean marked = false;
        Set<String> wanted = Set.copyOf(lines);
        for (String line : console) {
            marked |= line.startsWith(MARK);
            if (wanted.contains(line)) {
                if (!firsts.contains(line)) {
                    firsts.add(line);
                } else if (!marked) {
                    unmarked.add(line);
                }
            }
        }
        assertThat(firsts).as("order of the log in %s", of).isEqualTo(lines);
        assertThat(unmarked)
                .as("lines that %s shows again without a mark\n%s", of, String.join("\n", console))
                .isEmpty();
    }
}
