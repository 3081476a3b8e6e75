package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The hyperparameters that a tuning job varies. A value is made of a number from 0 to 1, its place in the range. */
final class TuningRanges {
    private sealed interface Range {
        String name();

        String at(double place);

        /** How many values there are; 0 for no end of them. */
        int size();
    }

    private record Numbers(String name, double min, double max, boolean whole, String scaling) implements Range {
        @Override
        public String at(double place) {
            double value =
                    switch (scaling) {
                        case "Logarithmic" -> min * Math.pow(max / min, place);
                        case "ReverseLogarithmic" -> 1 - (1 - max) * Math.pow((1 - min) / (1 - max), 1 - place);
                        default -> min + (max - min) * place;
                    };
            return whole
                    ? Long.toString(Math.round(value))
                    : BigDecimal.valueOf(value).toPlainString();
        }

        @Override
        public int size() {
            return 0;
        }
    }

    private record Category(String name, List<String> values) implements Range {
        @Override
        public String at(double place) {
            return values.get((int) Math.min(values.size() - 1L, Math.round(Math.floor(place * values.size()))));
        }

        @Override
        public int size() {
            return values.size();
        }
    }

    private final List<Range> ranges = new ArrayList<>();

    /** @throws AwsError naming the first hyperparameter whose range makes no sense */
    TuningRanges(JsonNode json) {
        json.path("IntegerParameterRanges").forEach(range -> ranges.add(numbers(range, true)));
        json.path("ContinuousParameterRanges").forEach(range -> ranges.add(numbers(range, false)));
        json.path("CategoricalParameterRanges").forEach(range -> {
            List<String> values = new ArrayList<>();
            range.get("Values").forEach(value -> values.add(value.asText()));
            ranges.add(new Category(range.get("Name").asText(), values));
        });
        json.path("AutoParameters")
                .forEach(hint -> ranges.add(new Category(
                        hint.get("Name").asText(), List.of(hint.get("ValueHint").asText()))));
        if (ranges.isEmpty()) {
            throw AwsError.validation("At least one hyperparameter range must be given.");
        }
    }

    private static Numbers numbers(JsonNode range, boolean whole) {
        String name = range.get("Name").asText();
        try {
            double min = number(range.get("MinValue").asText(), whole);
            double max = number(range.get("MaxValue").asText(), whole);
            if (min >= max) {
                throw AwsError.validation("MinValue of '" + name + "' must be smaller than its MaxValue.");
            }
            String scaling = range.path("ScalingType").asText("Auto");
            if (scaling.equals("Logarithmic") && min <= 0 || scaling.equals("ReverseLogarithmic") && max >= 1) {
                throw AwsError.validation("The range of '" + name + "' does not allow ScalingType " + scaling + ".");
            }
            return new Numbers(name, min, max, whole, scaling);
        } catch (NumberFormatException broken) {
            throw AwsError.validation("MinValue and MaxValue of '" + name + "' must be numbers.");
        }
    }

    private static double number(String text, boolean whole) {
        return whole ? Long.parseLong(text) : Double.parseDouble(text);
    }

    List<String> names() {
        return ranges.stream().map(Range::name).toList();
    }

    /** How many combinations there are; 0 for no end of them. */
    int size() {
        int size = 1;
        for (Range range : ranges) {
            size *= range.size();
        }
        return size;
    }

    /** The combination of a number below {@link #size}. */
    Map<String, String> combination(int number) {
        Map<String, String> values = new LinkedHashMap<>();
        int rest = number;
        for (Range range : ranges) {
            values.put(range.name(), range.at((rest % range.size() + 0.5) / range.size()));
            rest /= range.size();
        }
        return values;
    }

    Map<String, String> any(Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        ranges.forEach(range -> values.put(range.name(), range.at(random.nextDouble())));
        return values;
    }
}
