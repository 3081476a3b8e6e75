package io.jenkins.plugins.codecraft.jenkins;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jvnet.localizer.LocaleProvider;

/** The plugin's texts of {@code Messages.properties}, in the language of who looks. */
public final class Words {
    private static final String BUNDLE = "io.jenkins.plugins.codecraft.Messages";

    private Words() {}

    /** @param values what stands for {@code {0}}, {@code {1}} and so on */
    public static String of(String key, Object... values) {
        ResourceBundle bundle =
                ResourceBundle.getBundle(BUNDLE, LocaleProvider.getLocale(), Words.class.getClassLoader());
        return new MessageFormat(bundle.getString(key), LocaleProvider.getLocale()).format(values);
    }
}
