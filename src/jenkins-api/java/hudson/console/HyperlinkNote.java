package hudson.console;

@SuppressWarnings("rawtypes") // as the class that it stands for
public class HyperlinkNote extends ConsoleNote {
    public static String encodeTo(String url, String text) {
        throw new UnsupportedOperationException();
    }
}
