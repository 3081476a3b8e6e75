package org.jvnet.localizer;

import java.util.Locale;

public abstract class LocaleProvider {
    public abstract Locale get();

    public static Locale getLocale() {
        return Locale.getDefault();
    }
}
