package io.jenkins.plugins.codecraft.pipeline;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.TransformerConfiguration;
import groovy.lang.Binding;
import groovy.lang.GroovyObject;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Compiles a Jenkinsfile, and the block steps that it can use, in a class loader of their own. */
final class ScriptLoader {
    private final GroovyShell shell;
    private final Class<?> blockSteps;
    private final Class<?> declarative;
    private final Class<?> script;

    private ScriptLoader(String text) {
        CpsTransformer transformer = new CpsTransformer();
        transformer.setConfiguration(new TransformerConfiguration().withClosureType(PipelineClosure.class));
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.addCompilationCustomizers(new DeclarativeSyntax(), transformer);
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        shell = new GroovyShell(ScriptLoader.class.getClassLoader(), new Binding(), configuration);
        blockSteps = compileResource("BlockSteps");
        declarative = compileResource("Declarative");
        script = shell.getClassLoader().parseClass(text, "Jenkinsfile");
    }

    /** @throws org.codehaus.groovy.control.CompilationFailedException if {@code text} is not a Jenkinsfile */
    static ScriptLoader of(String text) {
        return new ScriptLoader(text);
    }

    ClassLoader classLoader() {
        return shell.getClassLoader();
    }

    private Class<?> compileResource(String name) {
        String file = name + ".groovy";
        try (InputStream in = ScriptLoader.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            shell.getClassLoader().parseClass(text, file);
            return shell.getClassLoader().loadClass(ScriptLoader.class.getPackageName() + "." + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /** A script that has not run yet, with all that it can call. */
    Script newScript(CpsVm vm) {
        PipelineScript instance = (PipelineScript) InvokerHelper.createScript(script, new Binding());
        BlockHost host = new BlockHost(vm);
        GroovyObject blocks = newInstance(blockSteps);
        blocks.setProperty("host", host);
        GroovyObject pipeline = newInstance(declarative);
        pipeline.setProperty("host", host);
        pipeline.setProperty("script", instance);
        pipeline.setProperty("steps", blocks);
        Dsl dsl = new Dsl(vm);
        dsl.define((Serializable) pipeline, "pipeline");
        dsl.define((Serializable) blocks, BlockHost.STEPS);
        dsl.define(new BasicSteps(vm), BasicSteps.NAMES);
        instance.bind(dsl, new EnvironmentVariable(vm));
        return instance;
    }

    private static GroovyObject newInstance(Class<?> type) {
        try {
            return (GroovyObject) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
