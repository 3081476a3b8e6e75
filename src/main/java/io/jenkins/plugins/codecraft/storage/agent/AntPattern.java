package io.jenkins.plugins.codecraft.storage.agent;

import java.util.List;
import java.util.StringTokenizer;

/**
 * A path pattern of Apache Ant: {@code ?} is one character, {@code *} any number of them inside a name, {@code **} any
 * number of folders; a slash at the end means everything below. Case counts.
 */
final class AntPattern {

    private static final String ANY_FOLDERS = "**";

    private final List<String> tokens;
    private final boolean absolute;

    private AntPattern(List<String> tokens, boolean absolute) {
        this.tokens = tokens;
        this.absolute = absolute;
    }

    static AntPattern of(String pattern) {
        String slashed = pattern.replace('\\', '/');
        return new AntPattern(names(slashed.endsWith("/") ? slashed + ANY_FOLDERS : slashed), slashed.startsWith("/"));
    }

    static List<String> names(String path) {
        StringTokenizer names = new StringTokenizer(path, "/");
        return java.util.Collections.list(names).stream().map(Object::toString).toList();
    }

    /** Whether the pattern matches the whole path, given as its names. */
    boolean matches(List<String> path) {
        if (absolute) {
            return false;
        }
        int token = 0;
        int name = 0;
        int afterAny = -1;
        int retryName = 0;
        while (name < path.size()) {
            if (token < tokens.size() && tokens.get(token).equals(ANY_FOLDERS)) {
                afterAny = ++token;
                retryName = name;
            } else if (token < tokens.size() && matchesName(tokens.get(token), path.get(name))) {
                token++;
                name++;
            } else if (afterAny >= 0) {
                token = afterAny;
                name = ++retryName;
            } else {
                return false;
            }
        }
        while (token < tokens.size() && tokens.get(token).equals(ANY_FOLDERS)) {
            token++;
        }
        return token == tokens.size();
    }

    /** Whether something below this folder might match. */
    boolean mightMatchBelow(List<String> folder) {
        if (absolute) {
            return false;
        }
        for (int i = 0; i < folder.size(); i++) {
            if (i == tokens.size()) {
                return false;
            }
            if (tokens.get(i).equals(ANY_FOLDERS)) {
                return true;
            }
            if (!matchesName(tokens.get(i), folder.get(i))) {
                return false;
            }
        }
        return tokens.size() > folder.size();
    }

    /** Whether everything below this folder matches. */
    boolean matchesAllBelow(List<String> folder) {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(ANY_FOLDERS) && matches(folder);
    }

    private static boolean matchesName(String pattern, String name) {
        int p = 0;
        int n = 0;
        int afterStar = -1;
        int retry = 0;
        while (n < name.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            if (p < pattern.length() && c == '*') {
                afterStar = ++p;
                retry = n;
            } else if (p < pattern.length() && (c == '?' || c == name.charAt(n))) {
                p++;
                n++;
            } else if (afterStar >= 0) {
                p = afterStar;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
