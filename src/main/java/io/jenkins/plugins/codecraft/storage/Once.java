package io.jenkins.plugins.codecraft.storage;

import java.util.function.Supplier;

/** A value that is made when it is first asked for. */
final class Once<T> {
    private final Supplier<T> making;
    private T value;

    Once(Supplier<T> making) {
        this.making = making;
    }

    synchronized T get() {
        if (value == null) {
            value = making.get();
        }
        return value;
    }
}
