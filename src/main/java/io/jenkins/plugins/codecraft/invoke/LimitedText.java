package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;

/**
 * A text that an expression of a user's is searched in. An expression may try more ways than anybody can wait for; the
 * thread that does it serves other builds too, so after a number of looks it is enough.
 */
final class LimitedText implements CharSequence {
    private static final long MOST_LOOKS = 200_000_000; // a second or two

    private final CharSequence text;
    private long looks;

    LimitedText(CharSequence text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new OperationFailure(Words.of(LimitedText.class, "expressionExpectTakes", text.length()));
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
