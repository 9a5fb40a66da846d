package io.customersegment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyTest {

    private static final String REAL = "";
    private static final String STAND_IN = "http://emulator:8082";

    @ParameterizedTest
    @CsvSource({
        "http://proxy.corp:3128, proxy.corp, 3128, false",
        "http://proxy.corp, proxy.corp, 80, false",
        "https://proxy.corp, proxy.corp, 443, true",
        "proxy.corp:3128, proxy.corp, 3128, false",
        "http://10.0.0.1:3128/, 10.0.0.1, 3128, false",
    })
    void shouldReadTheVariableInEitherCase(String value, String host, int port, boolean tls) {
        for (String name : new String[] {"HTTPS_PROXY", "https_proxy"}) {
            Proxy proxy = Proxy.forAddress(REAL, Map.of(name, value), Map.of());

            assertThat(proxy.host()).isEqualTo(host);
            assertThat(proxy.port()).isEqualTo(port);
            assertThat(proxy.tls()).isEqualTo(tls);
        }
    }

    @Test
    void shouldTakeTheVariableOfTheAddressesScheme() {
        Map<String, String> both = Map.of("HTTPS_PROXY", "http://for-https:1", "HTTP_PROXY", "http://for-http:2");

        assertThat(Proxy.forAddress(REAL, both, Map.of()).host()).isEqualTo("for-https");
        assertThat(Proxy.forAddress("https://stand-in", both, Map.of()).host()).isEqualTo("for-https");
        assertThat(Proxy.forAddress(STAND_IN, both, Map.of()).host()).isEqualTo("for-http");
        assertThat(Proxy.forAddress(REAL, Map.of("HTTP_PROXY", "http://for-http:2"), Map.of()))
                .isEqualTo(Proxy.NONE);
    }

    @Test
    void shouldLetLowerCaseWinThoughItIsEmpty() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://upper:1", "https_proxy", "");

        assertThat(Proxy.forAddress(REAL, environment, Map.of())).isEqualTo(Proxy.NONE);
    }

    @Test
    void shouldLetPropertiesWinOverTheEnvironment() {
        Map<String, String> properties = Map.of(
                "https.proxyHost", "property",
                "https.proxyPort", "3128",
                "https.proxyUser", "somebody",
                "https.proxyPassword", "hu:sh",
                "http.nonProxyHosts", "*.corp|10.1.*|intern");

        Proxy proxy = Proxy.forAddress(REAL, Map.of("HTTPS_PROXY", "http://variable:1"), properties);

        assertThat(proxy.host()).isEqualTo("property");
        assertThat(proxy.port()).isEqualTo(3128);
        assertThat(proxy.user()).isEqualTo("somebody");
        assertThat(proxy.password()).isEqualTo("hu:sh");
        assertThat(proxy.direct()).contains(".corp", "10.1.0.0/16", "intern");
    }

    @Test
    void shouldReadUserAndPasswordAndShowNeither() {
        Proxy proxy = Proxy.forAddress(REAL, Map.of("HTTPS_PROXY", "http://somebody:hu%40sh:@proxy:3128"), Map.of());

        assertThat(proxy.user()).isEqualTo("somebody");
        assertThat(proxy.password()).isEqualTo("hu@sh:");
        assertThat(proxy.toString())
                .contains("proxy:3128")
                .doesNotContain("hu@sh")
                .doesNotContain("somebody");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        ".example.com, .example.com",
        "*.example.com, .example.com",
        "example.com:443, example.com",
        "10.0.0.0/8, 10.0.0.0/8",
        "10.*, 10.0.0.0/8",
        "10.1.2.*, 10.1.2.0/24",
        "::1, ::1",
    })
    void shouldGiveHostsOfNoProxyInTheFormOfTheClient(String value, String host) {
        for (String separator : new String[] {",", ", ", " "}) {
            Map<String, String> environment =
                    Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", "first" + separator + value + separator);

            assertThat(Proxy.forAddress(REAL, environment, Map.of()).direct())
                    .containsExactlyInAnyOrder("first", host, "localhost", "127.0.0.0/8");
        }
    }

    @Test
    void shouldUseNoProxyWhereEveryHostIsToBeCalledWithoutOne() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:1", "no_proxy", "a,*");

        assertThat(Proxy.forAddress(REAL, environment, Map.of())).isEqualTo(Proxy.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8082", "http://127.0.0.1:1", "https://127.1.2.3", "http://emulator.localhost/"
            })
    void shouldNotLookForAProxyToThisMachine(String address) {
        String unusable = "socks5://proxy";

        assertThat(Proxy.forAddress(address, Map.of("HTTP_PROXY", unusable, "HTTPS_PROXY", unusable), Map.of()))
                .isEqualTo(Proxy.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://hush@proxy:1080",
                "http://my_proxy:3128",
                "http://u:hu#sh@proxy",
                "http://u:hush@proxy:port",
                "http://u:hush@proxy:99999",
                "http://",
                "hush hush"
            })
    void shouldRefuseAProxyThatCannotBeUsedWithoutShowingIt(String value) {
        assertThatThrownBy(() -> Proxy.forAddress(REAL, Map.of("https_proxy", value), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() ->
                        Proxy.forAddress(REAL, Map.of(), Map.of("https.proxyHost", "proxy", "https.proxyPort", "none")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("https.proxyPort");
    }
}
