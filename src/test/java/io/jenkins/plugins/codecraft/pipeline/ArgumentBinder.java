package io.jenkins.plugins.codecraft.pipeline;

import groovy.lang.GString;
import java.beans.Introspector;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.codehaus.groovy.reflection.ReflectionCache;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Creates a data-bound object from named arguments, with the conversions of {@code DescribableModel} of Jenkins' structs
 * plugin in its strict mode: what Jenkins accepts is accepted here, and what it refuses is refused.
 */
final class ArgumentBinder {
    private final StepRegistry registry;

    ArgumentBinder(StepRegistry registry) {
        this.registry = registry;
    }

    /** The name of the parameter of a constructor that has just one, or null. */
    static String soleParameter(Class<?> type) {
        Parameter[] parameters = constructor(type).getParameters();
        return parameters.length == 1 ? parameters[0].getName() : null;
    }

    /**
     * Calls the constructor, with null, 0 or false for what is missing, and then the setters that are named.
     *
     * @throws IllegalArgumentException if an argument is unknown, cannot be converted, or is refused by the class
     */
    <T> T instantiate(Class<T> type, Map<String, Object> given) {
        Constructor<T> constructor = constructor(type);
        Map<String, AnnotatedElement> setters = setters(type);
        Map<String, Object> arguments = resolveAnonymous(type, constructor, given);
        rejectUnknown(type, constructor, setters, arguments);
        try {
            T object = constructor.newInstance(constructorArguments(constructor, arguments));
            for (Map.Entry<String, AnnotatedElement> setter : setters.entrySet()) {
                if (arguments.containsKey(setter.getKey())) {
                    set(object, setter.getKey(), setter.getValue(), arguments.get(setter.getKey()));
                }
            }
            return object;
        } catch (InvocationTargetException e) {
            throw notInstantiated(type, arguments, e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw notInstantiated(type, arguments, e);
        }
    }

    private static IllegalArgumentException notInstantiated(
            Class<?> type, Map<String, Object> arguments, Throwable cause) {
        return new IllegalArgumentException(
                "Could not instantiate " + arguments + " for " + type.getName() + ": " + cause, cause);
    }

    @SuppressWarnings("unchecked")
    private static <T> Constructor<T> constructor(Class<T> type) {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                return (Constructor<T>) constructor;
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no public @DataBoundConstructor");
    }

    private static Map<String, AnnotatedElement> setters(Class<?> type) {
        Map<String, AnnotatedElement> setters = new TreeMap<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.isAnnotationPresent(DataBoundSetter.class)) {
                    setters.putIfAbsent(field.getName(), field);
                }
            }
            for (Method method : c.getDeclaredMethods()) {
                if (method.isAnnotationPresent(DataBoundSetter.class) && !method.isBridge()) {
                    if (!method.getName().startsWith("set") || method.getParameterCount() != 1) {
                        throw new IllegalStateException(method + " cannot be a @DataBoundSetter");
                    }
                    setters.putIfAbsent(
                            Introspector.decapitalize(method.getName().substring(3)), method);
                }
            }
        }
        return setters;
    }

    private static Map<String, Object> resolveAnonymous(
            Class<?> type, Constructor<?> constructor, Map<String, Object> given) {
        if (!given.containsKey(UninstantiatedDescribable.ANONYMOUS_KEY)) {
            return given;
        }
        if (constructor.getParameterCount() != 1) {
            throw new IllegalArgumentException("Arguments to " + type + " have to be explicitly named");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(constructor.getParameters()[0].getName(), given.get(UninstantiatedDescribable.ANONYMOUS_KEY));
        return named;
    }

    private static void rejectUnknown(
            Class<?> type,
            Constructor<?> constructor,
            Map<String, AnnotatedElement> setters,
            Map<String, Object> arguments) {
        Set<String> known = new TreeSet<>(setters.keySet());
        Arrays.stream(constructor.getParameters()).map(Parameter::getName).forEach(known::add);
        Set<String> unknown = new TreeSet<>(arguments.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameter(s) found for class type '" + type.getName() + "': "
                    + String.join(",", unknown) + ". Known are " + String.join(", ", known));
        }
    }

    private Object[] constructorArguments(Constructor<?> constructor, Map<String, Object> arguments) {
        Parameter[] parameters = constructor.getParameters();
        Object[] values = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            Object given = arguments.get(parameters[i].getName());
            String context = constructor.getDeclaringClass().getName() + "." + parameters[i].getName();
            values[i] = given == null
                    ? defaultValue(parameters[i].getType())
                    : coerce(context, parameters[i].getParameterizedType(), given);
        }
        return values;
    }

    private static Object defaultValue(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private void set(Object object, String name, AnnotatedElement setter, Object value)
            throws ReflectiveOperationException {
        String context = object.getClass().getName() + "." + name;
        if (setter instanceof Method method) {
            method.invoke(object, coerce(context, method.getGenericParameterTypes()[0], value));
        } else if (setter instanceof Field field) {
            field.set(object, coerce(context, field.getGenericType(), value));
        }
    }

    private Object coerce(String context, Type type, Object given) {
        Class<?> erased = erase(type);
        Object value = type instanceof Class<?>
                ? ReflectionCache.getCachedClass(erased).coerceArgument(given)
                : given;
        if (value instanceof GString) {
            value = value.toString();
        }
        if (value instanceof List<?> list && Collection.class.isAssignableFrom(erased)) {
            return coerceElements(context, elementType(type), list);
        }
        Class<?> boxed = boxed(erased);
        if (value == null || boxed.isInstance(value)) {
            return value;
        }
        if (value instanceof UninstantiatedDescribable describable) {
            return instantiate(registry.resolve(erased, describable.symbol()), describable.arguments());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((key, element) -> named.put((String) key, element));
            return instantiate(erased, named);
        }
        if (value instanceof List<?> list && erased.isArray()) {
            List<Object> elements = coerceElements(context, erased.getComponentType(), list);
            return elements.toArray((Object[]) Array.newInstance(erased.getComponentType(), elements.size()));
        }
        if (value instanceof String text) {
            return coerceString(context, type, boxed, text);
        }
        throw mismatch(context, type, value);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object coerceString(String context, Type type, Class<?> boxed, String text) {
        if (boxed.isEnum()) {
            return Enum.valueOf(boxed.asSubclass(Enum.class), text);
        }
        if (boxed == URL.class) {
            try {
                return URI.create(text).toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(context + " expects a URL but received " + text, e);
            }
        }
        if (boxed == Character.class && text.length() == 1) {
            return text.charAt(0);
        }
        if (boxed == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (Number.class.isAssignableFrom(boxed)) {
            return coerceNumber(context, boxed, text);
        }
        throw mismatch(context, type, text);
    }

    private static Object coerceNumber(String context, Class<?> boxed, String text) {
        try {
            return boxed.getMethod("valueOf", String.class).invoke(null, text);
        } catch (InvocationTargetException e) {
            throw (ClassCastException) new ClassCastException(context + " expects " + boxed
                            + " but was unable to coerce the received value \"" + text + "\" to that type")
                    .initCause(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw (ClassCastException) mismatch(context, boxed, text).initCause(e);
        }
    }

    private List<Object> coerceElements(String context, Type type, List<?> list) {
        List<Object> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(coerce(context, type, element));
        }
        return elements;
    }

    private static ClassCastException mismatch(String context, Type type, Object value) {
        return new ClassCastException(context + " expects " + type + " but received " + value.getClass());
    }

    private static Type elementType(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }

    private static Class<?> erase(Type type) {
        if (type instanceof Class<?> erased) {
            return erased;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof WildcardType wildcard) {
            return erase(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            return erase(array.getGenericComponentType()).arrayType();
        }
        return Object.class;
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
