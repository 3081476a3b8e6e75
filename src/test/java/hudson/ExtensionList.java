package hudson;

import java.lang.reflect.InvocationTargetException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/**
 * Takes the place of Jenkins' class in tests: the extensions that the index of the class path names. Each is there once
 * for as long as the controller runs.
 */
public final class ExtensionList<T> extends AbstractList<T> {
    private static final Map<Class<?>, Object> INSTANCES = new ConcurrentHashMap<>();

    private final List<T> extensions;

    private ExtensionList(List<T> extensions) {
        this.extensions = extensions;
    }

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class)) {
            try {
                if (item.element() instanceof Class<?> extension && type.isAssignableFrom(extension)) {
                    found.add(type.cast(INSTANCES.computeIfAbsent(extension, ExtensionList::create)));
                }
            } catch (InstantiationException e) {
                throw new IllegalStateException("The extension index names " + item.className(), e);
            }
        }
        return new ExtensionList<>(found);
    }

    public static <U> U lookupSingleton(Class<U> type) {
        Object known = INSTANCES.get(type);
        if (known != null) {
            return type.cast(known);
        }
        ExtensionList<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException("Expected 1 instance of " + type.getName() + " but got " + all.size());
        }
        return all.get(0);
    }

    /** The controller ends: the next look-up creates everything anew. */
    public static void forgetAll() {
        INSTANCES.clear();
    }

    private static Object create(Class<?> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type.getName() + " cannot be created", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a public constructor without parameters", e);
        }
    }

    public <U extends T> U get(Class<U> type) {
        return extensions.stream()
                .filter(each -> each.getClass() == type)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    @Override
    public T get(int index) {
        return extensions.get(index);
    }

    @Override
    public int size() {
        return extensions.size();
    }
}
