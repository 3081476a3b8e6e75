package io.jenkins.plugins.codecraft.aws;

/** Names of SageMaker resources: 1 to 63 letters, digits and inner hyphens. */
public final class Names {
    private static final int LONGEST = 63;

    private Names() {}

    /** A name that begins with what a user chose and ends with what makes it unique, cut in between if need be. */
    public static String join(String beginning, String end) {
        int room = LONGEST - end.length() - 1;
        String cut = beginning.length() <= room ? beginning : beginning.substring(0, room);
        return cut.replaceFirst("-+$", "") + "-" + end;
    }
}
