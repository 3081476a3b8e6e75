package io.jenkins.plugins.codecraft.jenkins;

import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jvnet.localizer.LocaleProvider;

/** The plugin's texts of {@code Messages.properties}, in the language of who looks. */
public final class Words {
    private static final String BUNDLE = "io.jenkins.plugins.codecraft.Messages";

    private Words() {}

    /** The text, if there is one of that key. */
    public static Optional<String> find(String key) {
        return bundle().containsKey(key) ? Optional.of(of(key)) : Optional.empty();
    }

    /** @param values what stands for {@code {0}}, {@code {1}} and so on */
    public static String of(String key, Object... values) {
        return new MessageFormat(bundle().getString(key), LocaleProvider.getLocale()).format(values);
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE, LocaleProvider.getLocale(), Words.class.getClassLoader());
    }
}
