package io.jenkins.plugins.codecraft.pipeline;

import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.MissingPropertyException;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The base class of a Jenkinsfile: what the script does not define itself is a step, a symbol or a variable of the run. */
public abstract class PipelineScript extends SerializableScript {
    private static final long serialVersionUID = 1L;

    private Dsl dsl;
    private EnvironmentVariable env;

    void bind(Dsl dsl, EnvironmentVariable env) {
        this.dsl = dsl;
        this.env = env;
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        return dsl.invoke(name, InvokerHelper.asArray(arguments));
    }

    @Override
    public Object getProperty(String name) {
        if (name.equals("env")) {
            return env;
        }
        try {
            return super.getProperty(name);
        } catch (MissingPropertyException missing) {
            Object variable = env.getProperty(name);
            if (variable == null) {
                throw missing;
            }
            return variable;
        }
    }

    /** Not the method that Groovy gives to every object, which would hold the thread. */
    public Object sleep(long seconds) {
        return invokeMethod("sleep", seconds);
    }

    @Override
    public void println(Object value) {
        invokeMethod("echo", String.valueOf(value));
    }

    @Override
    public void println() {
        println("");
    }
}
