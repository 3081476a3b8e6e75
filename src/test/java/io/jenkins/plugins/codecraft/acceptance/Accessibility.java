package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.By;

/** What axe finds in a part of a page that keeps people from using it. */
final class Accessibility {
    /** Jenkins puts labels beside fields without saying in HTML which is whose, and takes help out of the order of tabs. */
    private static final List<String> JENKINS_OWN = List.of("label", "select-name", "tabindex", "aria-allowed-attr");

    /** Messages of validation, and the other small print of forms. */
    private static final List<String> JENKINS_COLOURS =
            List.of(".validation-error-area", ".jenkins-section__description", ".jenkins-edited-section-label");

    private static final String AXE = read();

    private Accessibility() {}

    /**
     * The serious and critical violations in elements of the plugin's own.
     *
     * @param selector of the elements, such as {@code .codecraft-chart}
     */
    static List<String> violations(Browser browser, String selector) {
        return violations(browser, selector, List.of());
    }

    /**
     * The same, without what has Jenkins' own colours.
     *
     * @param others rules that Jenkins' own parts of a page break
     */
    @SuppressWarnings("unchecked")
    static List<String> violations(Browser browser, String selector, List<String> others) {
        if (!(boolean) browser.script("return 'axe' in window")) {
            browser.script(AXE);
        }
        return (List<String>) browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const others = Object.fromEntries(arguments[1].map(rule => [rule, {enabled: false}]));
                axe.run({include: [arguments[0]], exclude: arguments[2]}, {resultTypes: ['violations'], rules: others})
                    .then(found => done(found.violations
                        .filter(each => each.impact === 'serious' || each.impact === 'critical')
                        .flatMap(each => each.nodes.map(node => each.id + ': ' + each.help + ': ' + node.html
                            + ' ' + node.any.map(any => any.message).join('; ')))))
                    .catch(error => done(['axe failed: ' + error]));
                """, selector, others, JENKINS_COLOURS);
    }

    private static String read() {
        try (InputStream stream = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Looks at a form in light and in dark, with what Jenkins' own fields break left out. */
    static void seeForm(Browser browser, String selector, String name) {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            browser.screenshotOf(name + "-" + scheme, By.cssSelector(selector));
            assertThat(violations(browser, selector, JENKINS_OWN))
                    .as(name + " in " + scheme)
                    .isEmpty();
        }
        browser.prefer("light");
    }
}
