package io.jenkins.plugins.codecraft.acceptance;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Headless Chromium in which the administrator is logged in. Selenium finds Chromium and its driver on the path, or as
 * {@code -Dwebdriver.chrome.driver} says. Registered after the {@link JenkinsUnderTest} that it looks at.
 */
final class Browser implements BeforeAllCallback, AfterAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The dark theme, where that plugin is given, for those who prefer dark colours. */
    private static final String FOLLOW_THE_SYSTEM = """
            def plugins = jenkins.model.Jenkins.get().pluginManager
            if (plugins.getPlugin('dark-theme') != null) {
                def classes = plugins.uberClassLoader
                def decorator = classes.loadClass('io.jenkins.plugins.thememanager.ThemeManagerPageDecorator').get()
                decorator.theme =
                    classes.loadClass('io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory').newInstance()
                decorator.save()
            }
            """;

    private final JenkinsUnderTest jenkins;
    private ChromeDriver driver;
    private Path screenshots;

    Browser(JenkinsUnderTest jenkins) {
        this.jenkins = jenkins;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        jenkins.client().script(ContentSecurityPolicy.asScript());
        jenkins.client().script(FOLLOW_THE_SYSTEM);
        screenshots = Files.createDirectories(jenkins.work().resolve("screenshots"));
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,1400");
        driver = new ChromeDriver(options);
        open("login");
        type("j_username", JenkinsHome.USER);
        type("j_password", JenkinsHome.PASSWORD);
        find(By.name("Submit")).click();
        await(By.cssSelector("a[href*='logout'], #root-action-UserAction"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (driver != null) {
            driver.quit();
        }
    }

    /** @param path relative to Jenkins, such as {@code job/iris/configure} */
    void open(String path) {
        driver.get(jenkins.client().url().resolve(path).toString());
    }

    ChromeDriver driver() {
        return driver;
    }

    WebElement find(By what) {
        return await(what);
    }

    WebElement await(By what) {
        return requireNonNull(
                new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.presenceOfElementLocated(what)));
    }

    /** The first that is shown: what belongs to another choice of a dropdown is in the page too. */
    WebElement awaitVisible(By what) {
        return requireNonNull(new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> page.findElements(what).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null)));
    }

    /** Types into the first field of a name that is shown, in place of what is there. */
    void type(String field, String text) {
        WebElement input = awaitVisible(By.name(field));
        scrollTo(input);
        input.clear();
        input.sendKeys(text);
        script("arguments[0].dispatchEvent(new Event('change', {bubbles: true})); arguments[0].blur()", input);
    }

    void choose(String field, String value) {
        new Select(awaitVisible(By.name(field))).selectByValue(value);
    }

    /** Waits until Jenkins has made the page's form alive. */
    void awaitLoaded() {
        new WebDriverWait(driver, PATIENCE).until(page -> (boolean) script("return document.readyState === 'complete'"
                + " && !document.querySelector('.behavior-loading:not(.behavior-loading--hidden)')"));
    }

    /** Presses the first shown button of a text. */
    void press(String text) {
        WebElement button = awaitVisible(By.xpath("//button[contains(normalize-space(),'" + text + "')]"));
        scrollTo(button);
        button.click();
    }

    /** Presses every button to be seen that shows advanced fields. */
    void unfold() {
        script("""
                document.querySelectorAll('button.advanced-button').forEach(button => {
                  if (button.offsetParent !== null) {
                    button.click();
                  }
                });
                """);
    }

    void select(WebElement list, String text) {
        scrollTo(list);
        new Select(list).selectByVisibleText(text);
    }

    /** Saves the form of the page and waits for the page that follows. */
    void save() {
        String page = driver.getCurrentUrl();
        click(find(By.name("Submit")));
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.not(ExpectedConditions.urlToBe(page)));
    }

    /** Clicks as a script does, whatever lies over the element. */
    void click(WebElement element) {
        scrollTo(element);
        driver.executeScript("arguments[0].click()", element);
    }

    /** What people see of a class of Jenkins or of a plugin. */
    String displayName(String type) {
        return jenkins.client()
                .script("print jenkins.model.Jenkins.get().getDescriptorByName('" + type + "').displayName");
    }

    /** Opens the menu of a button and chooses from it. */
    void chooseFromMenu(WebElement button, String item) {
        click(button);
        WebElement found = awaitVisible(
                By.xpath("//*[contains(@class,'jenkins-dropdown__item')][normalize-space()=\"" + item + "\"]"));
        found.click();
    }

    /** What the first element of a selector shows; "" if there is none. For elements that a page replaces. */
    String text(String selector) {
        return (String) script(
                "const found = document.querySelector(arguments[0]); return found ? found.innerText.trim() : ''",
                selector);
    }

    Object script(String javascript, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(javascript, arguments);
    }

    void scrollTo(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    }

    /** What pages made the browser report as an error, such as what the content security policy forbids, since last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("favicon"))
                .toList();
    }

    /** Pages are shown as to those who prefer dark or light colours. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Kept in {@code screenshots}, beside the home. */
    void screenshot(String name) {
        keep(name, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Of an element with all of its height, without the bars that Jenkins lays over it. */
    void screenshotOf(String name, By what) {
        bars("0");
        Object place = script("""
                document.documentElement.style.scrollbarWidth = 'none'; // it takes room here and none in the picture
                const box = arguments[0].getBoundingClientRect();
                const margin = 12;
                return {x: Math.max(0, box.x + scrollX - margin), y: box.y + scrollY, width: box.width + 2 * margin,
                        height: box.height + margin, scale: 1};
                """, find(what));
        Map<String, Object> taken = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("clip", place, "captureBeyondViewport", true));
        bars("");
        keep(name, Base64.getDecoder().decode((String) taken.get("data")));
    }

    private void bars(String opacity) {
        script("""
                for (const bar of document.querySelectorAll("header, #bottom-sticker, .bottom-sticker-inner, [class*='bottom-app-bar']")) {
                  bar.style.opacity = arguments[0];
                }
                """, opacity);
    }

    private void keep(String name, byte[] image) {
        try {
            Files.write(screenshots.resolve(name + ".png"), image);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
