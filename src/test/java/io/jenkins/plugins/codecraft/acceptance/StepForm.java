package io.jenkins.plugins.codecraft.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.openqa.selenium.WebElement;
import org.w3c.dom.Element;

/** The form of a step or of what a step holds, filled as a user fills it with what is to be saved. */
final class StepForm {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> WITHOUT_END = Set.of("environment");
    private static final String PLACES = read();

    private final Browser browser;
    private final WebElement root;

    /** @param root what has the name under which the step is sent */
    StepForm(Browser browser, WebElement root) {
        this.browser = browser;
        this.root = root;
    }

    void fill(SavedXml step) {
        fill("", step);
    }

    private void fill(String place, SavedXml object) {
        for (SavedXml field : object.children()) {
            String name = place + field.name();
            if (field.isMap()) {
                type(linesOf(name), pairs(field));
            } else if (field.isTexts()) {
                type(
                        linesOf(name),
                        field.children().stream().map(SavedXml::text).collect(Collectors.joining("\n")));
            } else if (field.isText()) {
                type(name, field.text());
            } else if (field.isList()) {
                addAll(name, field.children());
            } else {
                open(name, field);
                fill(name + "/", field);
            }
        }
    }

    /** Maps and lists are typed as lines of text areas: {@code tags} in {@code tagLines}. */
    private static String linesOf(String name) {
        boolean whole = WITHOUT_END.stream().anyMatch(name::endsWith);
        return (whole ? name : name.replaceFirst("s$", "")) + "Lines";
    }

    private static String pairs(SavedXml map) {
        return map.children().stream().map(StepForm::pair).collect(Collectors.joining("\n"));
    }

    /** Texts that would be read as something else stand in quotes. */
    private static String pair(SavedXml entry) {
        SavedXml key = entry.children().get(0);
        SavedXml value = entry.children().get(1);
        boolean quoted = value.name().equals("string")
                && (value.text().contains("\n") || value.text().matches("[\\d.]+") && isTyped(entry));
        return quote(key.text(), key.text().contains("=")) + "=" + quote(value.text(), quoted);
    }

    /** In maps whose values have other types than text. */
    private static boolean isTyped(SavedXml entry) {
        return new SavedXml((Element) entry.element().getParentNode())
                .children().stream()
                        .anyMatch(each -> !each.children().get(1).name().equals("string"));
    }

    private static String quote(String text, boolean quoted) {
        return quoted ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"' : text;
    }

    /** Puts a value into a field, or ticks it. */
    void type(String place, String value) {
        WebElement control = await("field " + place)
                .atMost(PATIENCE)
                .until(() -> visible(controls().get(place)), Objects::nonNull);
        if ("checkbox".equals(control.getDomAttribute("type"))) {
            if (control.isSelected() != Boolean.parseBoolean(value)) {
                browser.click(control);
            }
        } else {
            await("choice " + value + " of " + place).atMost(PATIENCE).until(() -> put(control, value));
        }
    }

    /** Whether the control took it; the choices of a list come late. */
    private boolean put(WebElement control, String value) {
        return (boolean) browser.script("""
                const control = arguments[0];
                if (control.options && !Array.from(control.options).some(option => option.value === arguments[1])) {
                  return false; // a change would have the list fetched again
                }
                control.value = arguments[1];
                control.dispatchEvent(new Event('input', {bubbles: true}));
                control.dispatchEvent(new Event('change', {bubbles: true}));
                return control.value === arguments[1];
                """, control, value);
    }

    private void addAll(String place, List<SavedXml> items) {
        for (int i = 0; i < items.size(); i++) {
            String item = place + "[" + i + "]/";
            if (!groups().containsKey(item)) {
                add(place, items.get(i).name());
                await("item " + item).atMost(PATIENCE).until(() -> groups().containsKey(item));
            }
            fill(item, items.get(i));
        }
    }

    /** By the list's own button, and for lists of several kinds of things by the menu that it opens. */
    private void add(String place, String type) {
        WebElement button = await("list " + place).atMost(PATIENCE).until(() -> adders().get(place), Objects::nonNull);
        if (button.getDomAttribute("class").contains("hetero-list-add")) {
            browser.chooseFromMenu(button, browser.displayName(type));
        } else {
            browser.click(button);
        }
    }

    /** Chooses one of several kinds of thing, or says that there is to be one. */
    private void open(String place, SavedXml object) {
        WebElement optional = visible(controls().get(place));
        if (optional != null) {
            type(place, "true");
        } else if (object.type().isPresent()) {
            choose(place, object.type().orElseThrow());
        }
    }

    /** Waits for what is chosen at first: Jenkins would not switch off fields that come after the change. */
    void choose(String place, String type) {
        await("what is chosen at first of " + place).atMost(PATIENCE).until(() -> controls().keySet().stream()
                .anyMatch(field -> field.startsWith(place + "/") && !field.endsWith("class")));
        WebElement group = groups().get(place + "/");
        browser.script("""
                const values = Array.from(arguments[0].querySelectorAll('[name=stapler-class]'))
                    .filter(each => findFormParent(each, each.form, true) === arguments[0])
                    .map(each => each.value);
                if (values.length === 0) {
                  return; // there is but one kind
                }
                const select = arguments[0].closest('.dropdownList-container').previousElementSibling.querySelector('select');
                select.selectedIndex = values.indexOf(arguments[1]);
                select.dispatchEvent(new Event('change', {bubbles: true}));
                """, group, type);
    }

    @SuppressWarnings("unchecked")
    private Map<String, List<WebElement>> controls() {
        return (Map<String, List<WebElement>>) places().get("controls");
    }

    @SuppressWarnings("unchecked")
    private Map<String, WebElement> groups() {
        return (Map<String, WebElement>) places().get("groups");
    }

    @SuppressWarnings("unchecked")
    private Map<String, WebElement> adders() {
        return (Map<String, WebElement>) places().get("adders");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> places() {
        return (Map<String, Object>) browser.script(PLACES, root);
    }

    private static WebElement visible(List<WebElement> controls) {
        return controls == null
                ? null
                : controls.stream()
                        .filter(control -> !"hidden".equals(control.getDomAttribute("type")))
                        .findFirst()
                        .orElse(null);
    }

    private static String read() {
        try (InputStream stream = StepForm.class.getResourceAsStream("form.js")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
