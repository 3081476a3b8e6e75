package io.jenkins.plugins.codecraft.storage.agent;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of what runs on an agent, in the agent's language: with nothing but the JDK, as all that runs there. */
final class AgentWords {
    private static final String BUNDLE = AgentWords.class.getPackageName() + ".Messages";

    private AgentWords() {}

    /**
     * @param speaker the class whose simple name the key in the bundle begins with
     * @param values what stands for {@code {0}}, {@code {1}} and so on, as {@link String#valueOf(Object)} gives it
     */
    static String of(Class<?> speaker, String key, Object... values) {
        ResourceBundle bundle =
                ResourceBundle.getBundle(BUNDLE, Locale.getDefault(), AgentWords.class.getClassLoader());
        Object[] texts = Arrays.stream(values).map(String::valueOf).toArray();
        return new MessageFormat(bundle.getString(speaker.getSimpleName() + "." + key)).format(texts);
    }
}
