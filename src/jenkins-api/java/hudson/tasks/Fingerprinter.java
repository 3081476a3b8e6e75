package hudson.tasks;

import hudson.model.Run;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.RunAction2;

public class Fingerprinter {
    private Fingerprinter() {}

    public static final class FingerprintAction implements RunAction2 {
        private final Map<String, String> record;

        @SuppressWarnings("rawtypes")
        public FingerprintAction(Run build, Map<String, String> record) {
            this.record = new HashMap<>(record);
        }

        public void add(Map<String, String> moreRecords) {
            record.putAll(moreRecords);
        }

        public Map<String, String> getRecords() {
            return record;
        }

        @Override
        public String getIconFileName() {
            return "fingerprint.png";
        }

        @Override
        public String getDisplayName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getUrlName() {
            return "fingerprints";
        }

        @Override
        public void onAttached(Run<?, ?> r) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onLoad(Run<?, ?> r) {
            throw new UnsupportedOperationException();
        }
    }
}
