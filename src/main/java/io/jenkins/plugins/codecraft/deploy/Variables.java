package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of definitions and OpenAPI files: <code>${lambda:NAME}</code>, <code>${lambda:NAME:ALIAS}</code>,
 * <code>${sagemaker:NAME}</code> and <code>${stepfunctions:NAME}</code> stand for ARNs, <code>${region}</code>,
 * <code>${account}</code> and <code>${partition}</code> for where they are. <code>${!text}</code> stands for
 * <code>${text}</code>, as in CloudFormation. What AWS itself reads is left as it is: paths such as {@code $.x},
 * {@code $$.x}, and names with a dot, such as <code>${stageVariables.x}</code>.
 */
public final class Variables {
    private static final Pattern WRITTEN = Pattern.compile("\\$\\{([^{}\\r\\n]*)}");
    private static final Pattern OF_AWS = Pattern.compile("[A-Za-z_]\\w*\\.[^:]*");
    private static final String NAME = "[A-Za-z0-9_-]{1,140}";
    private static final String QUALIFIER = "[A-Za-z0-9_-]{1,128}|\\$LATEST";
    private static final String REMEDY = "There are ${lambda:NAME}, ${lambda:NAME:ALIAS}, ${sagemaker:NAME},"
            + " ${stepfunctions:NAME}, ${region}, ${account} and ${partition}; ${!text} stands for ${text} itself.";

    private Variables() {}

    /** What a variable is about. */
    public enum Kind {
        LAMBDA(Words.of(Variables.class, "lambdaFunction")),
        SAGEMAKER(Words.of(Variables.class, "sagemakerEndpoint")),
        STEPFUNCTIONS(Words.of(Variables.class, "stateMachine")),
        REGION("region"),
        ACCOUNT("account"),
        PARTITION("partition");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        private boolean isResource() {
            return this == LAMBDA || this == SAGEMAKER || this == STEPFUNCTIONS;
        }
    }

    /**
     * One variable.
     *
     * @param name the resource's name, or ""
     * @param qualifier of a Lambda function, its alias or version, or ""
     */
    public record Variable(Kind kind, String name, String qualifier) implements Serializable {

        /** Such as {@code Lambda function iris-features:live}. */
        public String words() {
            return kind.words + (name.isEmpty() ? "" : " " + name) + (qualifier.isEmpty() ? "" : ":" + qualifier);
        }

        /** As it is written in a file. */
        @Override
        public String toString() {
            String kindText = kind.name().toLowerCase(Locale.ROOT);
            String tail = (name.isEmpty() ? "" : ":" + name) + (qualifier.isEmpty() ? "" : ":" + qualifier);
            return "${" + kindText + tail + "}";
        }
    }

    /** Finds what a variable stands for. */
    @FunctionalInterface
    public interface Lookup {
        /** The text to fill in, or nothing if there is no such resource. Asked once for each variable of a text. */
        Optional<String> value(Variable variable);
    }

    /**
     * Something wrong with a variable.
     *
     * @param line counted from 1
     * @param written as it stands in the text
     */
    public record Mistake(int line, String written, String remedy) {}

    /**
     * A text with its variables filled in.
     *
     * @param text what is wrong is left in it as it was written
     * @param values what was filled in, in the order of the text
     * @param mistakes in the order of the text
     */
    public record Filled(String text, Map<Variable, String> values, List<Mistake> mistakes) {
        public Filled {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            mistakes = List.copyOf(mistakes);
        }

        /** Notes all mistakes, with where they are: {@code definition, flow.asl.json line 12}. */
        public void note(String parameter, String file, Mistakes all) {
            String where = file.isEmpty()
                    ? Words.of(Variables.class, "line", parameter)
                    : Words.of(Variables.class, "line2", parameter, file);
            mistakes.forEach(mistake -> all.add(where + mistake.line(), mistake.written(), mistake.remedy()));
        }
    }

    /** Fills in all variables of a text. */
    public static Filled fill(String text, Lookup lookup) {
        Map<Variable, Optional<String>> found = new LinkedHashMap<>();
        Map<Variable, String> values = new LinkedHashMap<>();
        List<Mistake> mistakes = new ArrayList<>();
        StringBuilder filled = new StringBuilder();
        Matcher matcher = WRITTEN.matcher(text);
        while (matcher.find()) {
            String inside = matcher.group(1);
            String as = matcher.group();
            if (inside.startsWith("!")) {
                as = "${" + inside.substring(1) + "}";
            } else if (!OF_AWS.matcher(inside).matches()) {
                Optional<Variable> variable = parse(inside);
                Optional<String> value = variable.flatMap(it -> found.computeIfAbsent(it, lookup::value));
                if (value.isPresent()) {
                    as = value.get();
                    values.put(variable.get(), as);
                } else {
                    mistakes.add(new Mistake(line(text, matcher.start()), as, remedy(variable)));
                }
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(as));
        }
        return new Filled(matcher.appendTail(filled).toString(), values, mistakes);
    }

    private static String remedy(Optional<Variable> variable) {
        return variable.map(it -> Words.of(Variables.class, "thereNoDeploy", it.words()))
                .orElse(REMEDY);
    }

    private static Optional<Variable> parse(String inside) {
        String[] parts = inside.split(":", -1);
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(parts[0]) && fits(kind, parts)) {
                return Optional.of(
                        new Variable(kind, parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : ""));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Kind kind, String[] parts) {
        if (!kind.isResource()) {
            return parts.length == 1;
        }
        boolean named = parts.length > 1 && parts[1].matches(NAME);
        return named && (parts.length == 2 || kind == Kind.LAMBDA && parts.length == 3 && parts[2].matches(QUALIFIER));
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }
}
