package io.jenkins.plugins.codecraft.storage;

/**
 * A dataset that is complete in S3.
 *
 * @param s3Uri what SageMaker reads as {@code S3Prefix}; ends with a slash
 * @param digest SHA-256 of the manifest, 64 hexadecimal digits: equal for equal paths and contents
 * @param manifestUri where the manifest lies
 */
public record StagedDataset(String s3Uri, String digest, String manifestUri, long files, long bytes, Summary summary) {

    /** Where the manifest of a dataset lies that was staged earlier. */
    public static String manifestUri(String s3Uri) {
        return s3Uri.substring(0, s3Uri.length() - Keys.DATA.length()) + Keys.MANIFEST;
    }
}
