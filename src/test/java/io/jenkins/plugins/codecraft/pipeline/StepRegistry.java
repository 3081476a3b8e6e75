package io.jenkins.plugins.codecraft.pipeline;

import hudson.Extension;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * The steps and symbols that a script can name: those of the extension index of the class path, which Jenkins reads as
 * well, and those that a test adds.
 */
final class StepRegistry {
    private final Map<String, StepDescriptor> steps = new LinkedHashMap<>();
    private final Map<String, List<Class<?>>> symbols = new LinkedHashMap<>();

    /** Reads the indexes of {@code loader}. */
    static StepRegistry ofIndex(ClassLoader loader) {
        StepRegistry registry = new StepRegistry();
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
            try {
                if (item.element() instanceof Class<?> type) {
                    registry.add(type);
                }
            } catch (InstantiationException e) {
                throw new IllegalStateException("The extension index names " + item.className(), e);
            }
        }
        return registry;
    }

    /** Adds a descriptor: a step by its function name, everything else by its symbols. */
    void add(Class<?> descriptor) {
        if (StepDescriptor.class.isAssignableFrom(descriptor)) {
            StepDescriptor step = (StepDescriptor) instantiate(descriptor);
            steps.putIfAbsent(step.getFunctionName(), step);
        }
        Symbol symbol = descriptor.getAnnotation(Symbol.class);
        if (symbol != null && descriptor.getEnclosingClass() != null) {
            for (String name : symbol.value()) {
                symbols.computeIfAbsent(name, key -> new ArrayList<>()).add(descriptor.getEnclosingClass());
            }
        }
    }

    private static Object instantiate(Class<?> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type.getName() + " cannot be created", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a public constructor without parameters", e);
        }
    }

    /** The class that a descriptor describes is the one which it is nested in: Jenkins' own rule. */
    static Class<?> describable(StepDescriptor descriptor) {
        return descriptor.getClass().getEnclosingClass();
    }

    Optional<StepDescriptor> step(String functionName) {
        return Optional.ofNullable(steps.get(functionName));
    }

    Collection<String> stepNames() {
        return Set.copyOf(steps.keySet());
    }

    Collection<String> symbols() {
        return Set.copyOf(symbols.keySet());
    }

    boolean isSymbol(String name) {
        return symbols.containsKey(name);
    }

    /** The class of symbol {@code name} that can be given where {@code type} is wanted. */
    Class<?> resolve(Class<?> type, String name) {
        List<Class<?>> matching = symbols.getOrDefault(name, List.of()).stream()
                .filter(type::isAssignableFrom)
                .toList();
        if (matching.size() != 1) {
            List<String> possible = symbols.entrySet().stream()
                    .filter(entry -> entry.getValue().stream().anyMatch(type::isAssignableFrom))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            throw new UnsupportedOperationException(
                    (matching.isEmpty() ? "no known implementation of " : "more than one implementation of ") + type
                            + " is using symbol ‘" + name + "’, possible are " + possible);
        }
        return matching.get(0);
    }
}
