package io.jenkins.plugins.codecraft.pipeline;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Calls what a script names: a block step, a built-in step, a step of the plugin, or a symbol. */
final class Dsl implements Serializable {
    private static final long serialVersionUID = 1L;

    private final CpsVm vm;
    private final LinkedHashMap<String, Serializable> functions = new LinkedHashMap<>();

    Dsl(CpsVm vm) {
        this.vm = vm;
    }

    void define(Serializable owner, String... names) {
        for (String name : names) {
            functions.put(name, owner);
        }
    }

    /**
     * The value of a call that ends at once. Every other call leaves this method by the error with which the CPS engine
     * takes over, and has its value later.
     */
    Object invoke(String name, Object[] arguments) {
        Serializable owner = functions.get(name);
        if (owner != null) {
            return InvokerHelper.invokeMethod(owner, name, arguments);
        }
        Optional<StepDescriptor> step = vm.registry().step(name);
        if (step.isPresent()) {
            String sole = ArgumentBinder.soleParameter(StepRegistry.describable(step.get()));
            return vm.startStep(step.get(), named(name, arguments, sole));
        }
        if (vm.registry().isSymbol(name)) {
            return new UninstantiatedDescribable(name, named(name, arguments, UninstantiatedDescribable.ANONYMOUS_KEY));
        }
        throw new NoSuchMethodError("No such DSL method '" + name + "' found among steps "
                + new TreeSet<>(vm.registry().stepNames()) + " and " + new TreeSet<>(functions.keySet())
                + " or symbols " + new TreeSet<>(vm.registry().symbols()));
    }

    private static Map<String, Object> named(String function, Object[] arguments, String soleParameter) {
        if (arguments.length == 0) {
            return Map.of();
        }
        if (arguments.length > 1 || arguments[0] instanceof Closure) {
            throw new IllegalArgumentException("Expected named arguments of " + function + " but got "
                    + List.of(arguments) + ": write " + function + "(name: value, ...)");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        if (arguments[0] instanceof Map<?, ?> map) {
            map.forEach((key, value) -> named.put(key.toString(), flatten(value)));
        } else if (soleParameter != null) {
            named.put(soleParameter, flatten(arguments[0]));
        } else {
            throw new IllegalArgumentException(
                    function + " has more than one parameter: name the argument " + arguments[0]);
        }
        return named;
    }

    /** A GString is evaluated as soon as it is an argument, however deep in lists and maps. */
    private static Object flatten(Object value) {
        if (value instanceof GString) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return new java.util.ArrayList<>(list.stream().map(Dsl::flatten).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> flat = new LinkedHashMap<>();
            map.forEach((key, element) -> flat.put(flatten(key), flatten(element)));
            return flat;
        }
        return value;
    }
}
