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
 * The persistent id of this instance, which stays the same after a crash. The cluster then recognizes the instance that it is waiting for,
 * so that neither its session nor its open transaction has to time out.
 *
 * <p>The id is a random name in a file under the state directory. The file is locked as long as this process lives, so any number of
 * instances on one machine have different ids, and an instance that is only suspended keeps its own.
 *
 * <p><i>Threads:</i> used by one thread.
 */
final class InstanceId implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceId.class);
    private static final int NAME_CHARACTERS = 36;

    private final String name;
    private final @Nullable FileChannel locked;

    private InstanceId(String name, @Nullable FileChannel locked) {
        this.name = name;
        this.locked = locked;
    }

    /**
     * Returns the first identity in the directory that is not in use, or one that does not survive a restart if the directory cannot be
     * written.
     */
    static InstanceId take(Path directory) {
        try {
            Files.createDirectories(directory);
            for (int number = 0; ; number++) {
                FileChannel file = FileChannel.open(
                        directory.resolve("instance-" + number),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                if (locked(file)) {
                    return new InstanceId(name(file), file);
                }
                file.close();
            }
        } catch (IOException fault) {
            LOG.atWarn()
                    .addKeyValue("directory", directory)
                    .addKeyValue("fault", fault.getClass().getSimpleName())
                    .log(
                            "the state directory cannot be written: after a crash the session has to time out before requests go on");
            return new InstanceId(UUID.randomUUID().toString(), null);
        }
    }

    /** The name, 36 characters of a UUID. */
    String name() {
        return name;
    }

    /** Releases the identity for the next process. */
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
