package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.words.Words;

/**
 * A line that an expression of a user's is searched in. An expression may try more ways than anybody can wait for, and
 * the thread that does it serves other builds too.
 */
final class Glance implements CharSequence {
    private static final int MOST_LOOKS = 200_000; // about a millisecond

    private final String text;
    private int looks;

    /** The expression takes too long. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(Words.of(Glance.class, "tooManyLooks"), null, false, false);
        }
    }

    Glance(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
