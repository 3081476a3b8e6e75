package io.jenkins.plugins.codecraft.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** One axis of a chart: from where to where it goes, and what is written beside it. */
record Axis(double from, double to, List<Double> ticks) {
    private static final int ABOUT_TICKS = 4;

    /** Round numbers around all values. */
    static Axis around(double... values) {
        double lowest = DoubleStream.of(values).min().orElse(0);
        double highest = DoubleStream.of(values).max().orElse(1);
        if (highest - lowest < Math.max(1e-12, Math.abs(highest) * 1e-9)) {
            double room = lowest == 0 ? 1 : Math.abs(lowest) / 10;
            lowest -= room;
            highest += room;
        }
        double step = step((highest - lowest) / ABOUT_TICKS);
        double from = Math.floor(lowest / step) * step;
        double to = Math.ceil(highest / step) * step;
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; from + i * step <= to + step / 2; i++) {
            double tick = from + i * step;
            ticks.add(Math.abs(tick) < step / 1e6 ? 0.0 : tick);
        }
        return new Axis(from, to, ticks);
    }

    /** The next of 1, 2, 5, 10 and so on. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Where a value is, from 0 to 1; in the middle if there is only one. */
    double place(double value) {
        return to > from ? (value - from) / (to - from) : 0.5;
    }
}
