package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;

/**
 * An object that was brought to the workspace.
 *
 * @param path relative to the workspace
 * @param bytes the size of the object
 * @param files how many files it unpacked to; 1 when it was not unpacked
 * @param checkedBy the checksum that it was checked against, such as {@code CRC64NVME}; {@code NONE} when S3 has none
 *     and only the size was checked
 * @param md5 of the object's content, 32 hexadecimal digits, as Jenkins names fingerprints; empty on an agent whose JVM
 *     has no MD5
 */
public record Downloaded(String s3Uri, String path, long bytes, long files, String checkedBy, String md5) {

    /** For the console. */
    public String describe() {
        return Words.of(
                Downloaded.class,
                "fromChecked",
                Amounts.count(files, "file"),
                s3Uri,
                Amounts.bytes(bytes),
                checkedBy.equals("NONE") ? Words.of(Downloaded.class, "sizeOnly") : checkedBy);
    }
}
