package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.client.SegmentClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The console's page in Chromium, which resolves no name and reaches only this machine. Skipped, with a message, where Chromium and its
 * driver are not on the path.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsolePageIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "a token that nobody guesses";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(30);

    private @Nullable ConsoleScene shared;
    private @Nullable ChromeDriver chromium;

    @BeforeAll
    void start() {
        assumeTrue(
                browserFile() != null && found("chromedriver") != null,
                "no chromium or google-chrome with a chromedriver on the path, so the console's page is not tried");
        shared = new ConsoleScene();
        chromium = browser();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.quit();
        }
        if (shared != null) {
            shared.close();
        }
    }

    @BeforeEach
    void leaveThePage() {
        chromium().get("about:blank");
    }

    @AfterEach
    void lookForFaults() {
        List<LogEntry> faults = chromium().manage().logs().get(LogType.BROWSER).getAll().stream()
                // The browser itself logs requests that are rejected on purpose.
                .filter(entry -> !entry.getMessage().contains("Failed to load resource"))
                .toList();
        assertThat(faults).isEmpty();
    }

    @Test
    void shouldMarkWhatIsReadWhileSomebodyTypes() throws IOException {
        go("#ask");
        type("gold members in the North who like jazz");

        await(() -> texts("mark.unread").equals(List.of("jazz")));
        assertThat(texts("mark.meant")).contains("gold", "in the North");
        assertThat(find("#find").isEnabled()).isFalse();

        find("#prompt").sendKeys(Keys.chord(Keys.CONTROL, "a"), "gold members in the North");

        await(() -> text("#criteria").equals(criteria("gold members in the North")));
        assertThat(chips()).containsExactly("loyalty_tier = gold", "region = North");
        assertThat(all("mark.unread")).isEmpty();
        await(() -> find("#find").isEnabled());
    }

    @Test
    void shouldMendARefusalByOneClick() {
        go("#ask");
        type("customers who bought twice and like jazz");
        await(() -> !all(".suggestion").isEmpty());

        find(".suggestion").click();

        await(() -> text("#criteria").equals("purchase_count >= 2"));
        assertThat(all(".suggestion")).isEmpty();
    }

    @Test
    void shouldAskWhichReadingIsMeant() {
        go("#ask");
        type("customers in the North, and customers in the East who bought twice");
        await(() -> all(".suggestion").size() == 2);
        assertThat(text("#refusal")).contains("two ways");

        find(".suggestion").click();

        await(() -> text("#criteria").equals("(purchase_count >= 2 and region = East) or region = North"));
    }

    @Test
    void shouldChangeConditionsAndWriteThemBack() throws IOException {
        go("#ask");
        type("gold members in the North over 40, top 10 by spend");
        await(() -> chips().size() == 4);

        find(".chip[data-text='region = North'] .chip-remove").click();
        await(() -> chips().size() == 3);
        assertThat(text("#criteria")).isEqualTo(criteria(attribute(find("#prompt"), "value")));
        assertThat(text("#criteria")).isEqualTo("age > 40 and loyalty_tier = gold".replace("> 40", ">= 41"));

        find(".chip[data-text='loyalty_tier = gold'] .chip-edit").click();
        await(() -> find("#editor").isDisplayed());
        find("#editor input[name=value][value=platinum]").click();
        find("#editor-apply").click();

        await(() -> text("#criteria").equals("age >= 41 and loyalty_tier in [gold, platinum]"));
        assertThat(criteria(attribute(find("#prompt"), "value"))).isEqualTo(text("#criteria"));
        assertThat(chips()).contains("by total_value desc, first 10");
    }

    @Test
    void shouldAskAndShowWhomItFound() {
        go("#ask");
        type("thanks in advance: gold or platinum members in the North, over 40, top 40 by spend");
        await(() -> find("#find").isEnabled());

        find("#prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));

        await(() -> !all("#customers tbody tr").isEmpty());
        assertThat(text("#answer-count")).matches("(?s).*[1-9]\\d* customers.*");
        assertThat(text("#customers tbody tr td")).contains("•");
        assertThat(all(".distribution")).hasSizeGreaterThan(2);
        assertThat(find("#interest").isDisplayed()).isTrue();

        find("#show-ids").click();

        await(() -> text("#customers tbody tr td").matches("C\\d+"));
        assertThat(attribute(find("#download-csv"), "href")).contains("ids=shown");
        assertThat(script("return location.href")).isEqualTo(scene().address() + "#ask");
        assertThat(script("return localStorage.length + sessionStorage.length + document.cookie.length"))
                .isEqualTo(0L);
        assertThat(script("return indexedDB.databases().then(all => all.length)"))
                .isEqualTo(0L);
        assertThat(faults()).isEmpty();
        picture("console-ask");
    }

    @Test
    void shouldShowMarkupAsText() {
        String markup = "<img src=x onerror=\"document.title='run'\"> <b>bold</b> jazz";
        go("#ask");
        type(markup);
        await(() -> text("#reading").contains("<b>bold</b>"));
        Map<String, String> body = Map.of("prompt", markup);
        script("return fetch('/api/requests', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '"
                + JSON.valueToTree(body).toString().replace("\\", "\\\\").replace("'", "\\'")
                + "'}).then(r => r.status)");
        find("#tab-live").click();
        await(() -> text("#failures").contains("<b>bold</b>"));

        assertThat(all("#failures img, #failures b, #reading img, #reading b, #recent b"))
                .isEmpty();
        assertThat(String.valueOf(chromium().getTitle())).doesNotContain("run");
    }

    @Test
    void shouldSortTheCustomers() {
        go("#ask");
        type("gold members in Central who spent over 20000");
        ask();
        await(() -> !all("#customers tbody tr").isEmpty());
        int column = texts("#customers thead th").stream()
                .map(String::toLowerCase)
                .toList()
                .indexOf("lifetime spend");

        all("#customers thead th button").get(column).click();

        await(() -> !all("#customers thead th[aria-sort=ascending], #customers thead th[aria-sort=descending]")
                .isEmpty());
        List<Double> spends = all("#customers tbody tr").stream()
                .map(row ->
                        row.findElements(By.cssSelector("td, th")).get(column).getText())
                .map(text -> Double.parseDouble(text.replace(",", "")))
                .toList();
        String order = attribute(all("#customers thead th").get(column), "aria-sort");
        assertThat(spends)
                .isSortedAccordingTo(order.equals("ascending") ? Double::compare : (a, b) -> Double.compare(b, a));
    }

    @Test
    void shouldSayWhatEachConditionCosts() {
        go("#ask");
        type("gold members in the North");
        ask();
        await(() -> !all("#what-if").isEmpty());

        find("#what-if").click();
        await(() -> !all("#what-if-confirm").isEmpty());
        find("#what-if-confirm").click();

        await(() -> all("#what-if-table tbody tr").size() == 2
                && all("#what-if-table tbody tr").stream()
                        .allMatch(row -> row.getText().matches("(?s).*\\d+.*")
                                && !row.getText().contains("waiting")));
        assertThat(text("#what-if-table")).contains("loyalty tier gold").contains("region North");
    }

    @Test
    void shouldCompareTwoSegments() {
        go("#ask");
        type("silver members in the East");
        ask();
        await(() -> text("#answer-count").contains("customers"));
        type("silver members over 50 in the East");
        await(() -> text("#criteria").contains("age"));
        ask();
        await(() -> text("#recent").contains("over 50"));

        find("#tab-compare").click();
        await(() -> all("#compare-first option").size() >= 2);
        choose("#compare-first", "silver members in the East");
        choose("#compare-second", "silver members over 50 in the East");

        await(() -> find("#overlap").getText().matches("(?s).*\\d+.*"));
        assertThat(faults()).isEmpty();
        picture("console-compare");
    }

    @Test
    void shouldShowWhatPasses() throws Exception {
        go("#live");
        await(() -> !all("#processors tbody tr").isEmpty());
        try (SegmentClient client =
                new SegmentClient(scene().settings().kafka(), scene().settings().topics())) {
            for (int i = 0; i < 200; i++) {
                String prompt = i % 10 == 0 ? "jazz" : i % 2 == 0 ? "gold members" : "silver members";
                var unused = client.send(
                        null, ("{\"prompt\":\"" + prompt + "\"}").getBytes(StandardCharsets.UTF_8), null, Map.of());
            }

            await(() -> number("#live-requests") > 0);
            await(() -> number("#live-answers") > 0);
            await(() -> all("#failures .replay").size() >= 10);
        }
        assertThat(text("#failures")).contains("Invalid Prompt").contains("Provide specific");
        assertThat(faults()).isEmpty();
        picture("console-live");

        await(() -> {
            find("#failures .replay").click();
            return true;
        });

        await(() -> text("#failures").contains("Published again"));
    }

    @Test
    void shouldLetIn() {
        try (Console closed = scene().console(Map.of("console.token", TOKEN, "console.read.only", "true"))) {
            chromium().get(closed.address().toString());
            await(() -> !all("#token").isEmpty());
            assertThat(faults()).isEmpty();

            find("#token").sendKeys("a wrong token");
            find("#sign-in").click();
            await(() -> text("#sign-in-problem").contains("not the console's token"));

            find("#token").sendKeys(Keys.chord(Keys.CONTROL, "a"), TOKEN);
            find("#sign-in").click();
            await(() -> find("#prompt").isDisplayed());
            type("gold members");
            await(() -> text("#criteria").equals("loyalty_tier = gold"));
            assertThat(find("#find").isEnabled()).isFalse();
            assertThat(find("#read-only").isDisplayed()).isTrue();
            assertThat(faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"320, light", "1400, dark"})
    void shouldFit(int width, String scheme) {
        chromium()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        chromium()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        go("#ask");
        assertFits();
        type("customers who bought twice and like jazz");
        await(() -> !all(".suggestion").isEmpty());
        assertFits();
        type("gold members in the North who can be emailed, top 20 by spend");
        await(() -> chips().size() == 4);
        assertFits();
        ask();
        await(() -> !all("#customers tbody tr").isEmpty());
        assertFits();
        find("#tab-compare").click();
        await(() -> find("#view-compare").isDisplayed());
        assertFits();
        find("#tab-live").click();
        await(() -> !all("#processors tbody tr").isEmpty());
        assertFits();
        chromium().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        chromium().executeCdpCommand("Emulation.setEmulatedMedia", Map.of());
    }

    @Test
    void shouldFetchNothingFromElsewhere() {
        go("#ask");
        type("gold members");
        await(() -> text("#criteria").equals("loyalty_tier = gold"));

        Object foreign = script("return performance.getEntriesByType('resource').map(entry => entry.name)"
                + ".filter(name => !name.startsWith(location.origin + '/') && !name.startsWith('data:'))");

        assertThat((List<?>) foreign).isEmpty();
    }

    /** Prints the page's speed for the documents; no assertion, since a machine's noise is not a fault of the page. */
    @Test
    void shouldTellHowFastItIs() {
        go("#ask");
        Object paint = script("return Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)");
        type("gold members in the North");
        await(() -> text("#criteria").equals("loyalty_tier = gold and region = North"));
        Object keystroke = chromium().executeAsyncScript("""
                const done = arguments[0];
                const box = document.querySelector('#prompt');
                const times = [];
                const next = (words) => {
                  if (words.length === 0) {
                    done(Math.round(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]));
                    return;
                  }
                  const start = performance.now();
                  const expected = words[0][1];
                  const watch = new MutationObserver(() => {
                    if (document.querySelector('#criteria')?.textContent === expected) {
                      watch.disconnect();
                      times.push(performance.now() - start);
                      next(words.slice(1));
                    }
                  });
                  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
                  box.value = words[0][0];
                  box.dispatchEvent(new Event('input', { bubbles: true }));
                };
                const tiers = ['gold', 'silver', 'platinum'];
                next(Array.from({ length: 30 }, (_, i) => [`${tiers[i % 3]} members`, `loyalty_tier = ${tiers[i % 3]}`]));
                """);
        assertThat(keystroke).isNotNull();
        System.out.println("console: first contentful paint after " + paint + " ms; from a keystroke to the reading "
                + keystroke + " ms (median of 30)");
    }

    private ConsoleScene scene() {
        if (shared == null) {
            throw new IllegalStateException("There is no console");
        }
        return shared;
    }

    private ChromeDriver chromium() {
        if (chromium == null) {
            throw new IllegalStateException("There is no browser");
        }
        return chromium;
    }

    private static @Nullable Path browserFile() {
        Path chromium = found("chromium");
        return chromium == null ? found("google-chrome") : chromium;
    }

    private static @Nullable Path found(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static ChromeDriver browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(String.valueOf(browserFile()));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--window-size=1400,1000");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        Path.of(String.valueOf(found("chromedriver"))).toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver;
    }

    private void go(String view) {
        chromium().get(scene().address() + view);
        await(() -> attribute(find("html"), "data-ready").equals("true"));
    }

    private void type(String prompt) {
        find("#prompt").sendKeys(Keys.chord(Keys.CONTROL, "a"), prompt);
    }

    private void ask() {
        await(() -> find("#find").isEnabled());
        find("#find").click();
    }

    private void choose(String select, String prompt) {
        Select choice = new Select(find(select));
        WebElement option = choice.getOptions().stream()
                .filter(one -> one.getText().contains(prompt))
                .findFirst()
                .orElseThrow();
        choice.selectByValue(attribute(option, "value"));
    }

    /** Returns the criteria that {@code explain} reads in the prompt. */
    private String criteria(String prompt) throws IOException {
        return new Browser(scene().address())
                .post(
                        "/api/explain",
                        JSON.createObjectNode().put("prompt", prompt).toString())
                .json()
                .path("criteria")
                .asText();
    }

    private List<String> chips() {
        return all(".chip").stream().map(chip -> attribute(chip, "data-text")).toList();
    }

    private WebElement find(String selector) {
        return chromium().findElement(By.cssSelector(selector));
    }

    private List<WebElement> all(String selector) {
        return chromium().findElements(By.cssSelector(selector));
    }

    private List<String> texts(String selector) {
        return all(selector).stream().map(WebElement::getText).toList();
    }

    private String text(String selector) {
        return all(selector).stream().findFirst().map(WebElement::getText).orElse("");
    }

    private double number(String selector) {
        String digits = text(selector).replaceAll("[^0-9.]", "");
        return digits.isEmpty() ? 0 : Double.parseDouble(digits);
    }

    private static String attribute(WebElement element, String name) {
        String value = element.getAttribute(name);
        return value == null ? "" : value;
    }

    private Object script(String script) {
        Object result = chromium().executeScript(script);
        return result == null ? "" : result;
    }

    private interface Check {
        boolean holds() throws IOException;
    }

    private void await(Check check) {
        new WebDriverWait(chromium(), PATIENCE, POLL)
                .ignoring(StaleElementReferenceException.class)
                .until(driver -> {
                    try {
                        return check.holds();
                    } catch (IOException fault) {
                        throw new IllegalStateException(fault);
                    }
                });
    }

    private void assertFits() {
        assertThat(script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels beside the window")
                .isEqualTo(0L);
        assertThat(faults()).isEmpty();
    }

    /** Returns the accessibility violations: obstacles for users with a screen reader, a keyboard or low vision. */
    private Map<String, String> faults() {
        Map<String, String> faults = new HashMap<>();
        for (Rule rule : new AxeBuilder().analyze(chromium()).getViolations()) {
            faults.put(rule.getId(), String.valueOf(rule.getNodes().get(0).getTarget()));
        }
        return faults;
    }

    /** Saves a screenshot for the documents. */
    private void picture(String name) {
        script("scrollTo(0, 0)");
        byte[] png = chromium().getScreenshotAs(OutputType.BYTES);
        try {
            Files.write(Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png"), png);
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
