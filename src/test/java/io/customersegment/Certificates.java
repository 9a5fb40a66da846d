package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and a self-signed certificate for {@code localhost}, valid for two days, in the formats that brokers and clients accept.
 *
 * @param store PKCS 12, for a broker
 * @param authority PEM, the certificate for a trust store
 * @param client PEM, the key and the certificate
 */
record Certificates(Path store, Path authority, Path client) {

    static final String PASSWORD = "not to be seen";

    /** Creates them in a folder. */
    static Certificates in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        keytool(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        String alias = keys.aliases().nextElement();
        String certificate = pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
        return new Certificates(
                store,
                Files.writeString(folder.resolve("ca.pem"), certificate),
                Files.writeString(folder.resolve("client.pem"), key + certificate));
    }

    private static void keytool(Path store) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
