package io.jenkins.plugins.codecraft.acceptance;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
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

    private final JenkinsUnderTest jenkins;
    private ChromeDriver driver;
    private Path screenshots;

    Browser(JenkinsUnderTest jenkins) {
        this.jenkins = jenkins;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
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

    WebElement awaitVisible(By what) {
        return requireNonNull(
                new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.visibilityOfElementLocated(what)));
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

    Object script(String javascript, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(javascript, arguments);
    }

    void scrollTo(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    }

    /** What pages made the browser complain of, such as what a content security policy forbids, since last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
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
        try {
            Files.write(screenshots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
