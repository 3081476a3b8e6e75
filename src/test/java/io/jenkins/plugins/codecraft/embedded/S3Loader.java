package io.jenkins.plugins.codecraft.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Loads the S3 library apart from everything else: its web server needs a later servlet API than Jenkins has, and Spring
 * would configure itself by what else is on the class path.
 */
final class S3Loader {
    private static final Pattern HIDDEN = Pattern.compile(".*/(jakarta\\.servlet-api|groovy-|jetty-)[^/]*\\.jar");
    private static final String LOGGING = "org.springframework.boot.logging.LoggingSystem";

    private static final class Holder {
        private static final ClassLoader LOADER = create();
        private static final List<Logger> QUIET = quiet("org.apache", "org.springframework", "com.adobe.testing");
    }

    private S3Loader() {}

    /** Starts the library. */
    static AutoCloseable start(Path root) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Holder.QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        try {
            thread.setContextClassLoader(Holder.LOADER);
            return keepingLogging(() -> (AutoCloseable) Holder.LOADER
                    .loadClass(S3Library.class.getName())
                    .getConstructor(Path.class)
                    .newInstance(root));
        } catch (Exception broken) {
            throw new IllegalStateException("the S3 library does not start", broken);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Spring would otherwise set up the logging of this whole process anew. */
    private static synchronized <T> T keepingLogging(Callable<T> start) throws Exception {
        String before = System.setProperty(LOGGING, "none");
        try {
            return start.call();
        } finally {
            if (before == null) {
                System.clearProperty(LOGGING);
            } else {
                System.setProperty(LOGGING, before);
            }
        }
    }

    private static List<Logger> quiet(String... names) {
        List<Logger> loggers = new ArrayList<>();
        for (String name : names) {
            loggers.add(Logger.getLogger(name));
        }
        return loggers;
    }

    private static ClassLoader create() {
        try {
            List<URL> path = new ArrayList<>();
            path.add(S3Loader.class.getProtectionDomain().getCodeSource().getLocation());
            ClassLoader here = S3Loader.class.getClassLoader();
            for (URL manifest : Collections.list(here.getResources("META-INF/MANIFEST.MF"))) {
                if (manifest.openConnection() instanceof JarURLConnection jar
                        && !HIDDEN.matcher(jar.getJarFileURL().getPath()).matches()) {
                    path.add(jar.getJarFileURL());
                }
            }
            return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
