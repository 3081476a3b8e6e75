package io.jenkins.plugins.codecraft.words;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jvnet.localizer.LocaleProvider;

/**
 * The plugin's texts of {@code Messages.properties}, in the language of who looks: of the browser in a form or on a
 * page, of the controller on the console. What a class says is in the bundle of its package; names that forms and pages
 * show are in the one of the plugin.
 */
public final class Words {
    private static final String PLUGIN = "io.jenkins.plugins.codecraft";

    private Words() {}

    /**
     * What a class says.
     *
     * @param speaker the class: the bundle is that of its package, and the key there is its simple name, a dot and
     *     {@code key}
     * @param values what stands for {@code {0}}, {@code {1}} and so on, as {@link String#valueOf(Object)} gives it; a
     *     number is not grouped
     * @throws java.util.MissingResourceException if there is no such text
     */
    public static String of(Class<?> speaker, String key, Object... values) {
        return text(bundle(speaker.getPackageName()), speaker.getSimpleName() + "." + key, values);
    }

    /**
     * A text of the plugin's own bundle.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    public static String of(String key, Object... values) {
        return text(bundle(PLUGIN), key, values);
    }

    /** The text of the plugin's own bundle, if there is one of that key. */
    public static Optional<String> find(String key) {
        return bundle(PLUGIN).containsKey(key) ? Optional.of(of(key)) : Optional.empty();
    }

    private static String text(ResourceBundle bundle, String key, Object... values) {
        Object[] texts = Arrays.stream(values).map(String::valueOf).toArray();
        return new MessageFormat(bundle.getString(key), LocaleProvider.getLocale()).format(texts);
    }

    private static ResourceBundle bundle(String room) {
        return ResourceBundle.getBundle(room + ".Messages", LocaleProvider.getLocale(), Words.class.getClassLoader());
    }
}
