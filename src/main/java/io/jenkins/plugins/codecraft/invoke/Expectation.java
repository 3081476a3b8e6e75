package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What an answer is expected to be, as {@code expect:} writes it:
 *
 * <ul>
 *   <li>{@code /…/}: a regular expression (of Java) that must be found;
 *   <li>beginning with {@code $}: a JSON path, a comparison and a value, such as {@code $.predictions[0] = setosa} or
 *       {@code $.scores['setosa'] >= 0.9}. Paths have names, indices (from the end if negative) and nothing else;
 *       comparisons are {@code = != < <= > >=};
 *   <li>anything else: a text that must be contained.
 * </ul>
 *
 * @param text "" if nothing is expected
 */
public record Expectation(String text) implements Serializable {
    private static final int LONGEST_QUOTE = 300;

    /** What is wrong with a text as an expectation, for forms and rules; nothing if it is right or "". */
    public static Optional<String> mistake(String text) {
        if (isRegex(text)) {
            try {
                Pattern.compile(regex(text));
                return Optional.empty();
            } catch (PatternSyntaxException error) {
                return Optional.of(Words.of(Expectation.class, "noRegularExpression", error.getDescription()));
            }
        }
        return text.startsWith("$") ? JsonExpectation.mistake(text) : Optional.empty();
    }

    /** How an answer is not what was expected, for a message such as {@code but …}; nothing if it is. */
    public Optional<String> unmet(String answer) {
        if (isRegex(text)) {
            return found(answer)
                    ? Optional.empty()
                    : Optional.of(Words.of(Expectation.class, "expressionNotFound", text, quoted(answer)));
        }
        if (text.startsWith("$")) {
            return JsonExpectation.of(text).unmet(Json.read(answer)).map(why -> why + " in " + quoted(answer));
        }
        return answer.contains(text)
                ? Optional.empty()
                : Optional.of(Words.of(Expectation.class, "textNotContained", text, quoted(answer)));
    }

    /**
     * Ends the operation if an answer is not what was expected.
     *
     * @param who answered, at the beginning of a sentence, such as {@code Endpoint iris}
     */
    public void require(String who, String answer) {
        unmet(answer).ifPresent(why -> {
            throw new OperationFailure(Words.of(Expectation.class, "answeredButNot", who, why));
        });
    }

    /** As {@link #require(String, String)}, of an answer in UTF-8; what is no text can't be what was expected. */
    public void require(String who, byte[] answer) {
        if (!text.isEmpty()) {
            require(
                    who,
                    InvokeResult.text(answer)
                            .orElseThrow(() -> new OperationFailure(
                                    Words.of(Expectation.class, "answeredBytesNo", who, answer.length))));
        }
    }

    private boolean found(String answer) {
        try {
            return Pattern.compile(regex(text)).matcher(new LimitedText(answer)).find();
        } catch (StackOverflowError deep) {
            throw new OperationFailure(Words.of(Expectation.class, "expressionExpectGoes", text, answer.length()));
        }
    }

    private static boolean isRegex(String text) {
        return text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    }

    private static String regex(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static String quoted(String answer) {
        return "'" + (answer.length() <= LONGEST_QUOTE ? answer : answer.substring(0, LONGEST_QUOTE) + "…") + "'";
    }
}
