package io.jenkins.plugins.codecraft.storage.agent;

/** The order in which S3 lists keys: by the bytes of their UTF-8 form, which is the order of code points. */
public final class Utf8Order {

    private Utf8Order() {}

    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(weight(a), weight(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for the code points above U+FFFF, so they go behind all other characters. */
    private static int weight(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
