// The semicolon matters: Django finds imports by it and puts the hashed name in.
import { initAll } from '../vendor/govuk-frontend.min.js';

initAll()
