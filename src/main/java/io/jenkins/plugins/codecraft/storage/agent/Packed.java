package io.jenkins.plugins.codecraft.storage.agent;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * A file on the agent that is to become an object.
 *
 * @param base what the path of the file is relative to
 * @param contentDigest names the content, in hexadecimal digits: for an archive its paths, modes and file contents
 * @param sha256 of the file's bytes, in hexadecimal digits
 * @param files how many files the archive holds
 * @param leftOut links that lead out of the folder, devices and the like
 * @param leftOutNames the first few of them
 */
public record Packed(
        Root base,
        FileEntry file,
        String contentDigest,
        String sha256,
        long files,
        long leftOut,
        ArrayList<String> leftOutNames)
        implements Serializable {}
