package io.jenkins.plugins.codecraft.packaging;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;

/** The {@code .hpi} as it was packed: its manifest, its files and the jars inside it. */
final class PackedPlugin {
    static final String OWN_JAR = "codecraft-ai.jar";
    private static final String LIB = "WEB-INF/lib/";

    private final Attributes manifest;
    private final Set<String> files = new TreeSet<>();
    private final Map<String, Map<String, byte[]>> jars = new TreeMap<>();
    private final Attributes ownJarManifest;

    PackedPlugin(Path hpi) throws IOException {
        try (JarFile archive = new JarFile(hpi.toFile())) {
            manifest = archive.getManifest().getMainAttributes();
            try (JarInputStream jar = new JarInputStream(archive.getInputStream(archive.getEntry(LIB + OWN_JAR)))) {
                ownJarManifest = jar.getManifest().getMainAttributes();
            }
            for (JarEntry entry : (Iterable<JarEntry>) archive.stream()::iterator) {
                files.add(entry.getName());
                if (entry.getName().startsWith(LIB) && entry.getName().endsWith(".jar")) {
                    try (InputStream jar = archive.getInputStream(entry)) {
                        jars.put(entry.getName().substring(LIB.length()), filesOf(jar));
                    }
                }
            }
        }
    }

    private static Map<String, byte[]> filesOf(InputStream jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (JarInputStream in = new JarInputStream(jar)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    /** The files of a jar on disk, by name. */
    static Set<String> filesIn(Path jar) {
        try (InputStream in = Files.newInputStream(jar)) {
            return filesOf(in).keySet();
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    String manifest(String attribute) {
        return manifest.getValue(attribute);
    }

    String ownJarManifest(String attribute) {
        return ownJarManifest.getValue(attribute);
    }

    Set<String> files() {
        return files;
    }

    /** The jars in {@code WEB-INF/lib} other than the plugin's own. */
    Set<String> bundledJars() {
        Set<String> bundled = new TreeSet<>(jars.keySet());
        bundled.remove(OWN_JAR);
        return bundled;
    }

    Set<String> filesIn(String jar) {
        return jars.get(jar).keySet();
    }

    String text(String fileOfOwnJar) {
        byte[] bytes = jars.get(OWN_JAR).getOrDefault(fileOfOwnJar, new byte[0]);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The classes of all jars, as {@code some/package/Name.class}, without module descriptors. */
    Set<String> classes() {
        Set<String> classes = new TreeSet<>();
        jars.values()
                .forEach(files ->
                        files.keySet().stream().filter(PackedPlugin::isClass).forEach(classes::add));
        return classes;
    }

    static boolean isClass(String file) {
        return file.endsWith(".class") && !file.endsWith("module-info.class");
    }

    /** The class file version of each class of one jar; 61 is Java 17. */
    Map<String, Integer> classFileVersions(String jar) {
        Map<String, Integer> versions = new TreeMap<>();
        jars.get(jar).forEach((file, bytes) -> {
            if (isClass(file)) {
                versions.put(file, classFileVersion(bytes));
            }
        });
        return versions;
    }

    private static int classFileVersion(byte[] classFile) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            in.skipBytes(6);
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
