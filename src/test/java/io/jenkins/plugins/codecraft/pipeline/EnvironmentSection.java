package io.jenkins.plugins.codecraft.pipeline;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the assignments of a Declarative {@code environment} block; a later one may use the earlier ones. */
public final class EnvironmentSection extends GroovyObjectSupport implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, String> variables = new LinkedHashMap<>();

    @Override
    public void setProperty(String name, Object value) {
        variables.put(name, String.valueOf(value));
    }

    @Override
    public Object getProperty(String name) {
        if (!variables.containsKey(name)) {
            throw new MissingPropertyException(name, EnvironmentSection.class);
        }
        return variables.get(name);
    }

    public List<String> assignments() {
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }
}
