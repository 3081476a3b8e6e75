package io.jenkins.plugins.codecraft.pipeline;

import groovy.lang.GroovyObjectSupport;
import java.io.Serializable;

/** The variable {@code env} of a script: {@code env.NAME} is null when there is none, and can be assigned to. */
final class EnvironmentVariable extends GroovyObjectSupport implements Serializable {
    private static final long serialVersionUID = 1L;

    private final CpsVm vm;

    EnvironmentVariable(CpsVm vm) {
        this.vm = vm;
    }

    @Override
    public Object getProperty(String name) {
        return vm.environment().get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        vm.setEnvironmentVariable(name, value == null ? null : value.toString());
    }
}
