package hudson.remoting;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;

public interface VirtualChannel {
    <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T, InterruptedException;

    @CheckForNull
    <T> T export(Class<T> type, @CheckForNull T instance);

    void close() throws IOException;
}
