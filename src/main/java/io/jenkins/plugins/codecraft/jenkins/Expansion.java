package io.jenkins.plugins.codecraft.jenkins;

import hudson.EnvVars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;

/**
 * The build's variables in the fields of a step, as freestyle jobs have them: <code>$NAME</code> and
 * <code>${NAME}</code>; <code>$$</code> is a dollar sign. A name that the build does not know stays as it is.
 */
final class Expansion {
    private Expansion() {}

    /** A copy of the step, and of all it is made of, with the variables' values in its texts. */
    static <S extends OperationStep> S of(S step, EnvVars env) {
        @SuppressWarnings("unchecked") // a step's class is that of the step
        DescribableModel<S> model = DescribableModel.of((Class<S>) step.getClass());
        return model.instantiate(map(model.uninstantiate2(step).toMap(), env), null);
    }

    static Map<String, Object> map(Map<?, ?> values, EnvVars env) {
        Map<String, Object> expanded = new LinkedHashMap<>();
        values.forEach((key, value) -> expanded.put(String.valueOf(key), value(value, env)));
        return expanded;
    }

    private static Object value(Object value, EnvVars env) {
        if (value instanceof String text) {
            return env.expand(text);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, env);
        }
        if (value instanceof List<?> values) {
            List<Object> expanded = new ArrayList<>();
            values.forEach(each -> expanded.add(value(each, env)));
            return expanded;
        }
        return value;
    }
}
