package io.jenkins.plugins.codecraft.pipeline;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a symbol such as {@code metric(name: 'loss')} is in a script: its name and arguments, bound to a class only when
 * the type of the parameter that takes it is known.
 */
record UninstantiatedDescribable(String symbol, Map<String, Object> arguments) implements Serializable {

    /** The key of the one argument that was given without a name. */
    static final String ANONYMOUS_KEY = "<anonymous>";

    UninstantiatedDescribable {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    @Override
    public String toString() {
        return "@" + symbol + arguments;
    }
}
