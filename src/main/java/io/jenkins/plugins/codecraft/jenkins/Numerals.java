package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers that a form takes as text, so that a build's variable can stand for one. They are kept as they were written
 * and read when the build runs: Jenkins' own conversion would take what is no number for none at all.
 */
public final class Numerals {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Numerals() {}

    /** What to keep of a number of a script, or of the text of a form; null if there is none. */
    @CheckForNull
    public static String written(@CheckForNull Object given) {
        return given == null ? null : Texts.orNull(given.toString());
    }

    /** A number, for a script, if it would be written just so; else the text, such as that of a variable. */
    @CheckForNull
    public static Object shown(@CheckForNull String written) {
        if (written == null) {
            return null;
        }
        if (written.matches("-?\\d{1,9}")
                && Integer.toString(Integer.parseInt(written)).equals(written)) {
            return Integer.valueOf(written);
        }
        return decimal(written)
                .filter(number -> number.toString().equals(written))
                .<Object>map(number -> number)
                .orElse(written);
    }

    /** The number that a text is; nothing if it is none. */
    public static Optional<Double> decimal(@CheckForNull String written) {
        String text = Texts.orEmpty(written).strip();
        return DECIMAL.matcher(text).matches()
                ? Optional.of(Double.valueOf(text)).filter(Double::isFinite)
                : Optional.empty();
    }

    /**
     * The number, or null if nothing was written.
     *
     * @throws OperationFailure if it is no number
     */
    @CheckForNull
    public static Double decimal(String parameter, @CheckForNull String written) {
        return written == null
                ? null
                : decimal(written)
                        .orElseThrow(() -> noNumber(parameter, written, Words.of(Numerals.class, "numberSuchAs")));
    }

    /**
     * The whole number, or null if nothing was written.
     *
     * @throws OperationFailure if it is no whole number
     */
    @CheckForNull
    public static Integer whole(String parameter, @CheckForNull String written) {
        if (written == null) {
            return null;
        }
        try {
            return Integer.valueOf(written);
        } catch (NumberFormatException error) {
            throw noNumber(parameter, written, Words.of(Numerals.class, "wholeNumber"));
        }
    }

    private static OperationFailure noNumber(String parameter, String written, String wanted) {
        return new OperationFailure(Words.of(Numerals.class, "giveNothingWas", parameter, written, wanted));
    }
}
