package io.jenkins.plugins.codecraft.storage.agent;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files of a folder are meant, by patterns of Apache Ant.
 *
 * @param includes empty means everything
 * @param excludes beside Ant's default excludes
 */
public record Selection(ArrayList<String> includes, ArrayList<String> excludes) implements Serializable {

    /** What Ant leaves out by default: files of version control, editors and the Finder. */
    private static final List<String> DEFAULT_EXCLUDES = List.of(
            "**/*~",
            "**/#*#",
            "**/.#*",
            "**/%*%",
            "**/._*",
            "**/CVS",
            "**/CVS/**",
            "**/.cvsignore",
            "**/SCCS",
            "**/SCCS/**",
            "**/vssver.scc",
            "**/.svn",
            "**/.svn/**",
            "**/.git",
            "**/.git/**",
            "**/.gitattributes",
            "**/.gitignore",
            "**/.gitmodules",
            "**/.hg",
            "**/.hg/**",
            "**/.hgignore",
            "**/.hgsub",
            "**/.hgsubstate",
            "**/.hgtags",
            "**/.bzr",
            "**/.bzr/**",
            "**/.bzrignore",
            "**/.DS_Store");

    public static Selection of(List<String> includes, List<String> excludes) {
        return new Selection(new ArrayList<>(includes), new ArrayList<>(excludes));
    }

    Matcher matcher() {
        return new Matcher(
                (includes.isEmpty() ? Stream.of("**") : includes.stream())
                        .map(AntPattern::of)
                        .toList(),
                Stream.concat(DEFAULT_EXCLUDES.stream(), excludes.stream())
                        .map(AntPattern::of)
                        .toList());
    }

    /** The patterns, ready to be applied to paths below the folder. */
    static final class Matcher {
        private final List<AntPattern> included;
        private final List<AntPattern> excluded;

        private Matcher(List<AntPattern> included, List<AntPattern> excluded) {
            this.included = included;
            this.excluded = excluded;
        }

        boolean selects(String path) {
            List<String> names = AntPattern.names(path);
            return included.stream().anyMatch(pattern -> pattern.matches(names))
                    && excluded.stream().noneMatch(pattern -> pattern.matches(names));
        }

        boolean mightSelectBelow(String folder) {
            List<String> names = AntPattern.names(folder);
            return included.stream().anyMatch(pattern -> pattern.mightMatchBelow(names))
                    && excluded.stream().noneMatch(pattern -> pattern.matchesAllBelow(names));
        }
    }
}
