package hudson.console;

/** Takes the place of Jenkins' class in tests: their consoles show the text alone. */
public final class HyperlinkNote extends ConsoleNote<Object> {
    private HyperlinkNote() {}

    public static String encodeTo(String url, String text) {
        return text;
    }
}
