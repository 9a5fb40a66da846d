package io.customersegment.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The persistent id of this instance, the same before and after a crash: the cluster then knows that the one it still waits for is back, and
 * neither its session nor its open transaction has to time out.
 *
 * <p>It is a random name in a file under the state directory, which is locked as long as this process lives. So any number of
 * instances on one machine have different ones, and one that is only suspended keeps its own.
 *
 * <p><i>Threads:</i> used by one.
 */
final class Identity implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
    private static final int NAME_CHARACTERS = 36;

    private final String name;
    private final @Nullable FileChannel locked;

    private Identity(String name, @Nullable FileChannel locked) {
        this.name = name;
        this.locked = locked;
    }

    /** The first identity in the directory that nobody has; one that a restart does not keep if the directory cannot be written. */
    static Identity take(Path directory) {
        try {
            Files.createDirectories(directory);
            for (int number = 0; ; number++) {
                FileChannel file = FileChannel.open(
                        directory.resolve("instance-" + number),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                if (locked(file)) {
                    return new Identity(name(file), file);
                }
                file.close();
            }
        } catch (IOException fault) {
            LOG.atWarn()
                    .addKeyValue("directory", directory)
                    .addKeyValue("fault", fault.getClass().getSimpleName())
                    .log(
                            "the state directory cannot be written: after a crash the session has to time out before requests go on");
            return new Identity(UUID.randomUUID().toString(), null);
        }
    }

    /** The name, 36 characters of a UUID. */
    String name() {
        return name;
    }

    /** Releases it for the next process. */
    @Override
    public void close() {
        try {
            if (locked != null) {
                locked.close();
            }
        } catch (IOException fault) {
            LOG.atDebug().log("the file of the identity was not closed");
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException otherInThisProcess) {
            return false;
        }
    }

    private static String name(FileChannel file) throws IOException {
        ByteBuffer present = ByteBuffer.allocate(NAME_CHARACTERS);
        if (file.read(present, 0) == NAME_CHARACTERS) {
            return new String(present.array(), StandardCharsets.US_ASCII);
        }
        String fresh = UUID.randomUUID().toString();
        file.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.US_ASCII)), 0);
        file.force(true);
        return fresh;
    }
}
