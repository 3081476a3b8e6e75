package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.Locale;

/** Sizes, times and foreign texts as the console shows them. */
final class Amounts {

    private Amounts() {}

    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 1024 && unit < 4) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %siB", amount, "KMGTP".charAt(unit));
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 3600) {
            return Words.of(Amounts.class, "minS", seconds / 60, seconds % 60);
        }
        return Words.of(Amounts.class, "hMin", seconds / 3600, seconds % 3600 / 60);
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 1 file} or {@code 1,200 files}. */
    static String count(long number, String one) {
        return number(number) + " " + (number == 1 ? one : one + "s");
    }

    /** What the agent said, without characters that would forge other lines. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
